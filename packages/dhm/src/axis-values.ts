import { expected } from "@fdhm/errors";

/**
 * The coordinates along each axis, shifted and scaled to 0 to 1 over the landmarks (Algorithm 1 of the paper): what a
 * landmark writes into its channels. An axis on which all landmarks agree gives 0.
 *
 * @param landmarks - xyz triples, `3 N` numbers.
 * @returns as many numbers in the same order.
 * @throws RangeError where there are no whole triples or a coordinate is not finite.
 */
export function axisValues(landmarks: Float32Array): Float32Array {
  if (landmarks.length === 0 || landmarks.length % 3 !== 0)
    throw expected("xyz triples (3 N numbers)", "landmarks", landmarks.length);
  const values = new Float32Array(landmarks.length);
  for (let axis = 0; axis < 3; axis++) {
    let least = Infinity;
    let most = -Infinity;
    for (let i = axis; i < landmarks.length; i += 3) {
      const value = landmarks[i]!;
      if (!Number.isFinite(value))
        throw expected(
          "finite numbers",
          `landmark ${Math.floor(i / 3)}`,
          value,
        );
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most === least) continue;
    for (let i = axis; i < landmarks.length; i += 3)
      values[i] = (landmarks[i]! - least) / (most - least);
  }
  return values;
}
