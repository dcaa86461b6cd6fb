import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import type { Torch7Value } from "./torch7.ts";

/**
 * The points of a label that is one tensor of N x 2 or N x 3 numbers.
 *
 * @param value - what `readTorch7` gave.
 * @param file - path for error sentences.
 * @param count - how many points there must be, N.
 * @returns `count` xyz triples as the file has them; z relative to the points' mean, NaN where the tensor has two coordinates.
 * @throws RangeError where it is anything else or a number is not finite.
 */
export function torch7Points(
  value: Torch7Value,
  file: string,
  count: number = LANDMARK_COUNT,
): Float32Array {
  const wanted = `a tensor of ${count} x 2 or ${count} x 3 numbers`;
  if (typeof value !== "object" || value === null || !("shape" in value))
    throw expected(
      wanted,
      "label",
      new Error(value instanceof Map ? "a table" : String(value)),
      { file },
    );
  const { shape, data } = value;
  const [rows, columns = 0] = shape;
  if (shape.length !== 2 || rows !== count || columns < 2 || columns > 3)
    throw expected(wanted, "label", new Error(shape.join(" x ")), { file });
  const broken = data.findIndex((number) => !Number.isFinite(number));
  if (broken >= 0)
    throw expected(
      "finite px",
      `point ${Math.floor(broken / columns) + 1}`,
      data[broken],
      { file },
    );
  let meanZ = 0;
  if (columns === 3)
    for (let k = 0; k < count; k++) meanZ += data[3 * k + 2]! / count;
  const points = new Float32Array(3 * count);
  for (let k = 0; k < count; k++) {
    points[3 * k] = data[columns * k]!;
    points[3 * k + 1] = data[columns * k + 1]!;
    points[3 * k + 2] = columns === 3 ? data[3 * k + 2]! - meanZ : NaN;
  }
  return points;
}
