import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";

/**
 * How far two of the 68 landmarks are apart in space, which a turn of the head does not change as it does in the picture.
 *
 * @param landmarks - 68 xyz triples, px.
 * @param a - 0 to 67.
 * @param b - 0 to 67.
 * @returns px.
 * @throws RangeError where there are not 68 triples, or one of the two landmarks is not known in all three coordinates.
 */
export function landmarkDistance(
  landmarks: ArrayLike<number>,
  a: number,
  b: number,
): number {
  if (landmarks.length !== 3 * LANDMARK_COUNT)
    throw expected(
      `${LANDMARK_COUNT} xyz triples`,
      "landmarks",
      `${landmarks.length} numbers`,
    );
  const distance = Math.hypot(
    landmarks[3 * a]! - landmarks[3 * b]!,
    landmarks[3 * a + 1]! - landmarks[3 * b + 1]!,
    landmarks[3 * a + 2]! - landmarks[3 * b + 2]!,
  );
  if (!Number.isFinite(distance))
    throw expected(
      "finite x, y and z",
      `landmarks ${a} and ${b}`,
      [a, b].map((k) =>
        Array.from({ length: 3 }, (_, j) => landmarks[3 * k + j]),
      ),
    );
  return distance;
}
