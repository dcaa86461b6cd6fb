import { expected } from "@fdhm/errors";
import type { CurvePoint } from "./curve-plot.ts";

/**
 * A curve of at most so many points: each is the mean of as many neighbours. A line of more points than the plot has px costs
 * bytes and shows nothing.
 *
 * @param points - in order.
 * @param most - points that are left, at least 1.
 * @returns the points themselves where there are few enough.
 * @throws RangeError where `most` is no whole number from 1.
 */
export function condenseCurve(
  points: readonly CurvePoint[],
  most: number,
): readonly CurvePoint[] {
  if (!Number.isInteger(most) || most < 1)
    throw expected("a whole number from 1", "most", most);
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, i) => {
    const first = Math.floor((i * points.length) / most);
    const end = Math.floor(((i + 1) * points.length) / most);
    let [x, y] = [0, 0];
    for (const point of points.slice(first, end)) {
      x += point.x;
      y += point.y;
    }
    return { x: x / (end - first), y: y / (end - first) };
  });
}
