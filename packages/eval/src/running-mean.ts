import { expected } from "@fdhm/errors";
import type { CurvePoint } from "./curve-plot.ts";

/**
 * The exponential running mean of a curve, each value weighing `1 - 1/span` as much as the next; its beginning is not drawn
 * towards 0. A value that is not finite is passed over: it would spoil all that follow.
 *
 * @param points - in order.
 * @param span - points over which the weights fall to 1/e, at least 1.
 * @throws RangeError where the span is below 1.
 */
export function runningMean(
  points: readonly CurvePoint[],
  span: number,
): CurvePoint[] {
  if (!(span >= 1)) throw expected("a number from 1", "span", span);
  const decay = 1 - 1 / span;
  let [sum, weight] = [0, 0];
  const means: CurvePoint[] = [];
  for (const { x, y } of points) {
    if (!Number.isFinite(y)) continue;
    sum = decay * sum + y;
    weight = decay * weight + 1;
    means.push({ x, y: sum / weight });
  }
  return means;
}
