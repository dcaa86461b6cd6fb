import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/**
 * Principal axes of shapes `mean + sum of w_k factor_k` with independent weights `w_k` of mean 0 and deviation 1: what sampling
 * without end and principal component analysis would give, in closed form. With F the factors as columns and M the importance
 * of each vertex, F'MF = Q L Q'; the modes are F Q, largest first: coefficients are again independent of deviation 1.
 *
 * @param {Float64Array[]} factors - `3 N` numbers each.
 * @param {Float64Array} importance - `N`, weight of each vertex in the variance.
 * @param {number} count - modes to keep.
 * @returns {{modes: Float64Array[], kept: number}} the modes, each signed so that its largest number is positive, and the share of the variance they keep.
 */
export function principalModes(factors, importance, count) {
  const weighted = factors.map((factor) =>
    factor.map((value, i) => value * Math.sqrt(importance[Math.floor(i / 3)])),
  );
  const gram = Matrix.zeros(factors.length, factors.length);
  for (let a = 0; a < factors.length; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < weighted[a].length; i++)
        sum += weighted[a][i] * weighted[b][i];
      gram.set(a, b, sum);
      gram.set(b, a, sum);
    }
  const { realEigenvalues: variances, eigenvectorMatrix: axes } =
    new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  const order = variances
    .map((_, k) => k)
    .sort((a, b) => variances[b] - variances[a]);
  const modes = order.slice(0, count).map((k) => {
    const mode = new Float64Array(factors[0].length);
    factors.forEach((factor, row) => {
      const amount = axes.get(row, k);
      for (let i = 0; i < mode.length; i++) mode[i] += amount * factor[i];
    });
    const largest = mode.reduce(
      (best, value) => (Math.abs(value) > Math.abs(best) ? value : best),
      0,
    );
    return largest < 0 ? mode.map((value) => -value) : mode;
  });
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const kept =
    order.slice(0, count).reduce((sum, k) => sum + variances[k], 0) / total;
  return { modes, kept };
}

/**
 * The coefficients with which modes come nearest to a displacement.
 *
 * @param {Float64Array} displacement - `3 N`.
 * @param {Float64Array[]} modes - result of `principalModes`: orthogonal to one another where `importance` weighs the vertices.
 * @param {Float64Array} importance - the same as for `principalModes`.
 * @returns {number[]} one a mode.
 */
export function project(displacement, modes, importance) {
  const dot = (a, b) =>
    a.reduce(
      (sum, value, i) => sum + importance[Math.floor(i / 3)] * value * b[i],
      0,
    );
  return modes.map((mode) => dot(mode, displacement) / dot(mode, mode));
}
