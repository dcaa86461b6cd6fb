import { Matrix, SVD, solve } from "ml-matrix";

/**
 * Moves, turns and scales points so that those in `region` lie as near as can be to the same points of `reference`
 * (Umeyama, Least-squares estimation of transformation parameters, PAMI 1991).
 *
 * @param {Float64Array} points - `3 N`.
 * @param {Float64Array} reference - `3 N`.
 * @param {number[]} region - points that count.
 * @returns {Float64Array} all points, moved.
 */
export function alignSimilarly(points, reference, region) {
  const from = centre(points, region);
  const to = centre(reference, region);
  const covariance = Matrix.zeros(3, 3);
  let spread = 0;
  for (const vertex of region)
    for (let i = 0; i < 3; i++) {
      const p = points[3 * vertex + i] - from[i];
      spread += p * p;
      for (let j = 0; j < 3; j++)
        covariance.set(
          j,
          i,
          covariance.get(j, i) + p * (reference[3 * vertex + j] - to[j]),
        );
    }
  // The shapes differ little, so the best orthogonal matrix is a rotation without Umeyama's change of sign.
  const {
    leftSingularVectors: left,
    rightSingularVectors: right,
    diagonal,
  } = new SVD(covariance);
  const rotation = left.mmul(right.transpose());
  const scale = (diagonal[0] + diagonal[1] + diagonal[2]) / spread;
  const moved = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 3)
    for (let j = 0; j < 3; j++)
      for (let k = 0; k < 3; k++)
        moved[i + j] +=
          (k === j ? to[j] : 0) +
          scale * rotation.get(j, k) * (points[i + k] - from[k]);
  return moved;
}

/**
 * Takes out of a displacement what moves, turns and scales the whole, to first order.
 *
 * @param {Float64Array} shape - `3 N`, the shape that is displaced.
 * @param {number[]} region - points that count.
 * @returns {(displacement: Float64Array) => Float64Array} the displacement without it.
 */
export function withoutSimilarity(shape, region) {
  const middle = centre(shape, region);
  const motions = Array.from(
    { length: 7 },
    () => new Float64Array(shape.length),
  );
  for (let i = 0; i < shape.length; i += 3) {
    const [x, y, z] = [0, 1, 2].map((j) => shape[i + j] - middle[j]);
    motions[0][i] = motions[1][i + 1] = motions[2][i + 2] = 1;
    motions[3].set([x, y, z], i);
    motions[4].set([0, -z, y], i);
    motions[5].set([z, 0, -x], i);
    motions[6].set([-y, x, 0], i);
  }
  const dot = (a, b) => {
    let sum = 0;
    for (const vertex of region)
      for (let i = 3 * vertex; i < 3 * vertex + 3; i++) sum += a[i] * b[i];
    return sum;
  };
  const gram = new Matrix(motions.map((a) => motions.map((b) => dot(a, b))));
  return (displacement) => {
    const amounts = solve(
      gram,
      Matrix.columnVector(motions.map((motion) => dot(motion, displacement))),
    );
    return displacement.map(
      (value, i) =>
        value -
        motions.reduce(
          (sum, motion, k) => sum + amounts.get(k, 0) * motion[i],
          0,
        ),
    );
  };
}

function centre(points, region) {
  const sum = [0, 0, 0];
  for (const vertex of region)
    for (let i = 0; i < 3; i++)
      sum[i] += points[3 * vertex + i] / region.length;
  return sum;
}
