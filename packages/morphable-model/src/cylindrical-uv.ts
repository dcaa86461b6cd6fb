/**
 * Texture coordinates for a face that has none: its surface as seen from an upright axis through its middle, unrolled. No
 * two points of a face without the back of its head share a place, but for folds such as those of the ears.
 *
 * @param mean - xyz triples in model space (y up, z towards the camera), `3 V` numbers.
 * @returns `2 V` numbers from 0 to 1: u grows with the angle from the face's right to its left, v from its top down.
 */
export function cylindricalUv(mean: Float32Array): Float32Array {
  const [left, right] = extent(mean, 0);
  const [bottom, top] = extent(mean, 1);
  const [back, front] = extent(mean, 2);
  const [x, z] = [(left + right) / 2, (back + front) / 2];
  const around = new Float32Array(mean.length);
  for (let i = 0; i < mean.length; i += 3)
    around[i] = Math.atan2(mean[i]! - x, mean[i + 2]! - z);
  const [first, last] = extent(around, 0);
  const uv = new Float32Array((mean.length / 3) * 2);
  for (let vertex = 0; vertex < mean.length / 3; vertex++) {
    uv[2 * vertex] = part(around[3 * vertex]! - first, last - first);
    uv[2 * vertex + 1] = part(top - mean[3 * vertex + 1]!, top - bottom);
  }
  return uv;
}

/** Least and largest of one coordinate. */
function extent(points: Float32Array, axis: number): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let i = axis; i < points.length; i += 3) {
    least = Math.min(least, points[i]!);
    most = Math.max(most, points[i]!);
  }
  return [least, most];
}

/** A flat surface has no extent to share out. */
function part(of: number, whole: number): number {
  return whole > 0 ? of / whole : 0;
}
