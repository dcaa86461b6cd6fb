import { expected } from "@fdhm/errors";
import type { ShapeBasis } from "./shape.ts";
import type { Deviations } from "./whitening.ts";

/**
 * What a fit needs of a model and what does not depend on the pose. With A the modes at some points, each times its standard deviation,
 * `A A'` is enough to find the best coefficients for any pose: there are fewer numbers in 68 points than modes.
 */
export interface LandmarkKernel {
  /** Number of points, P. */
  readonly pointCount: number;
  /** Mean shape, xyz triples, `3 P` numbers. */
  readonly mean: Float64Array;
  /** A', mode-major: first the identity modes, then those of expression, `3 P` numbers each. */
  readonly modes: Float64Array;
  /** Standard deviation of each coefficient, identity first. */
  readonly deviations: Float64Array;
  /** How many of the modes are of identity. */
  readonly identityCount: number;
  /** `A A'`, row by row, `3 P * 3 P` numbers. */
  readonly products: Float64Array;
}

/**
 * Prepares some points of a model.
 *
 * @param model - its modes and their standard deviations.
 * @param points - vertices; repeats are allowed.
 * @throws RangeError where an array does not fit the others, a number is not finite or a vertex does not exist.
 */
export function landmarkKernel(
  model: ShapeBasis & Deviations,
  points: ArrayLike<number>,
): LandmarkKernel {
  checkLengths(model);
  const deviations = Float64Array.from([
    ...model.identityDeviation,
    ...model.expressionDeviation,
  ]);
  const identityCount = model.identityDeviation.length;
  const mean = pick(model, model.mean, 0, points);
  const size = mean.length;
  const modes = new Float64Array(deviations.length * size);
  deviations.forEach((deviation, k) => {
    const mode =
      k < identityCount
        ? pick(model, model.identity, k, points)
        : pick(model, model.expression, k - identityCount, points);
    modes.set(
      mode.map((value) => value * deviation),
      k * size,
    );
  });
  return {
    pointCount: points.length,
    mean,
    modes,
    deviations,
    identityCount,
    products: outerProducts(modes, size),
  };
}

function pick(
  model: ShapeBasis,
  modes: Float32Array,
  mode: number,
  points: ArrayLike<number>,
): Float64Array {
  const start = mode * 3 * model.vertexCount;
  return Float64Array.from({ length: 3 * points.length }, (_, i) => {
    const vertex = points[Math.floor(i / 3)]!;
    if (!(vertex < model.vertexCount))
      throw expected(
        `a vertex below ${model.vertexCount}`,
        `landmark ${Math.floor(i / 3)}`,
        vertex,
      );
    const value = modes[start + 3 * vertex + (i % 3)]!;
    if (!Number.isFinite(value))
      throw expected("finite numbers", `the model at vertex ${vertex}`, value);
    return value;
  });
}

/** The sum of `m m'` over the modes. */
function outerProducts(modes: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let start = 0; start < modes.length; start += size)
    for (let row = 0; row < size; row++) {
      const value = modes[start + row]!;
      const at = row * size;
      for (let column = 0; column <= row; column++)
        out[at + column]! += value * modes[start + column]!;
    }
  for (let row = 0; row < size; row++)
    for (let column = 0; column < row; column++)
      out[column * size + row] = out[row * size + column]!;
  return out;
}

function checkLengths(model: ShapeBasis & Deviations): void {
  const size = 3 * model.vertexCount;
  const wanted = [
    ["mean", model.mean, 1],
    ["identity", model.identity, model.identityDeviation.length],
    ["expression", model.expression, model.expressionDeviation.length],
  ] as const;
  for (const [name, values, count] of wanted)
    if (values.length !== count * size)
      throw expected(`${count * size} numbers`, name, values);
  for (const name of ["identityDeviation", "expressionDeviation"] as const) {
    const wrong = model[name].find((value) => !(value > 0 && value < Infinity));
    if (wrong !== undefined)
      throw expected("positive finite numbers", name, wrong);
  }
}
