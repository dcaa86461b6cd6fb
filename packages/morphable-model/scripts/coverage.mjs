import { Matrix, SVD, solve } from "ml-matrix";

const POINTS = 68;
const ROUNDS = 8;

/**
 * How well a model takes faces: the error that is left when it is fitted to their 68 points. From the mean shape, eight rounds of
 * the similarity that brings shape and face together in 3D (Umeyama, PAMI 1991) and the coefficients c, in deviations, that minimise
 * `||(projected - true) / sqrt(w h)||^2 + lambda ||c||^2` over x and y.
 *
 * @param {{mean: Float64Array, modes: Float64Array[]}} basis - at the landmarks alone, `3 * 68` each, y up, modes times their deviation.
 * @param {Float64Array[]} faces - `3 * 68` each, y up.
 * @param {number} lambda
 * @returns {number} mean over the faces of the mean distance over the points, in shares of sqrt(w h) of the points' box.
 */
export function measureCoverage(basis, faces, lambda) {
  return (
    faces.reduce((sum, face) => sum + errorLeft(basis, face, lambda), 0) /
    faces.length
  );
}

function errorLeft({ mean, modes }, face, lambda) {
  const size = Math.sqrt(extent(face, 0) * extent(face, 1));
  let shape = mean;
  let left = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { scaledRotation: r, translation } = similarity(shape, face);
    const project = (points) =>
      picture((i, axis) => {
        const p = points.subarray(3 * i, 3 * i + 3);
        return (
          (r[axis][0] * p[0] + r[axis][1] * p[1] + r[axis][2] * p[2]) / size
        );
      });
    const wanted = picture(
      (i, axis) => (face[3 * i + axis] - translation[axis]) / size,
    );
    const missing = subtract(wanted, project(mean));
    const columns = new Matrix(modes.map(project));
    // c = J' (J J' + lambda)^-1 y: 136 unknowns whatever the number of modes.
    const gram = columns.transpose().mmul(columns);
    for (let i = 0; i < 2 * POINTS; i++)
      gram.set(i, i, gram.get(i, i) + lambda);
    const coefficients = columns
      .mmul(solve(gram, Matrix.columnVector(missing)))
      .to1DArray();
    shape = mean.slice();
    modes.forEach((mode, k) => {
      for (let i = 0; i < shape.length; i++)
        shape[i] += coefficients[k] * mode[i];
    });
    left = subtract(wanted, project(shape));
  }
  let sum = 0;
  for (let i = 0; i < POINTS; i++)
    sum += Math.hypot(left[2 * i], left[2 * i + 1]);
  return sum / POINTS;
}

function similarity(from, to) {
  const [a, b] = [from, to].map((points) =>
    [0, 1, 2].map((axis) => mean(points.filter((_, i) => i % 3 === axis))),
  );
  const covariance = Matrix.zeros(3, 3);
  let spread = 0;
  for (let i = 0; i < from.length; i += 3)
    for (let j = 0; j < 3; j++) {
      spread += (from[i + j] - a[j]) ** 2;
      for (let k = 0; k < 3; k++)
        covariance.set(
          k,
          j,
          covariance.get(k, j) + (from[i + j] - a[j]) * (to[i + k] - b[k]),
        );
    }
  const {
    leftSingularVectors: u,
    rightSingularVectors: v,
    diagonal,
  } = new SVD(covariance);
  const handedness = determinant(u.mmul(v.transpose())) < 0 ? -1 : 1;
  const signs = Matrix.diag([1, 1, handedness]);
  const scale = (diagonal[0] + diagonal[1] + handedness * diagonal[2]) / spread;
  const scaledRotation = u
    .mmul(signs)
    .mmul(v.transpose())
    .mul(scale)
    .to2DArray();
  const translation = b.map(
    (value, k) =>
      value - scaledRotation[k].reduce((sum, cell, j) => sum + cell * a[j], 0),
  );
  return { scaledRotation, translation };
}

function determinant(m) {
  const [[a, b, c], [d, e, f], [g, h, i]] = m.to2DArray();
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

function picture(value) {
  return Array.from({ length: 2 * POINTS }, (_, at) => value(at >> 1, at & 1));
}

function subtract(a, b) {
  return a.map((value, i) => value - b[i]);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function extent(points, axis) {
  const values = points.filter((_, i) => i % 3 === axis);
  return Math.max(...values) - Math.min(...values);
}
