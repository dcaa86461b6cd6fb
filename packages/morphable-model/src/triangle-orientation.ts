/**
 * Turns all triangles over where most of the surface looks away from the camera: so those of a face without the back of its
 * head come out counter-clockwise from outside, whichever way its file has them. All must have the same sense.
 *
 * @param triangles - `3 T` vertex indices, changed in place.
 * @param points - xyz triples in model space (y up, z towards the camera).
 * @returns `triangles`.
 */
export function faceCamera(
  triangles: Uint32Array,
  points: Float32Array,
): Uint32Array {
  let area = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((corner) => 3 * triangles[i + corner]!) as [
      number,
      number,
      number,
    ];
    const [x, y] = [points[a]!, points[a + 1]!];
    area +=
      (points[b]! - x) * (points[c + 1]! - y) -
      (points[c]! - x) * (points[b + 1]! - y);
  }
  if (area < 0)
    for (let i = 0; i < triangles.length; i += 3)
      [triangles[i + 1], triangles[i + 2]] = [
        triangles[i + 2]!,
        triangles[i + 1]!,
      ];
  return triangles;
}
