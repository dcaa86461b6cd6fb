import { expected } from "@fdhm/errors";
import {
  field,
  indices,
  type Mat5Fields,
  matrix,
  singles,
  vector,
} from "./mat5-fields.ts";

/** A mean and its modes, from one file. */
export interface BfmBasis {
  /** xyz triples, `3 V` numbers; none where there are no modes. */
  readonly mean: Float32Array;
  /** Modes one after another, each `3 V` numbers. */
  readonly modes: Float32Array;
  /** Standard deviation of each coefficient. */
  readonly deviation: Float32Array;
}

const EXPRESSION = ["mu_exp", "w_exp", "sigma_exp"] as const;

/** Of a model without expressions. */
const NO_MODES: BfmBasis = {
  mean: new Float32Array(0),
  modes: new Float32Array(0),
  deviation: new Float32Array(0),
};

/**
 * The mean face and its identity modes: as 3DDFA's `ModelGenerate.m` leaves them; or else as they come from Basel, of which
 * only the vertices of `trimIndex` are taken where that is at hand.
 *
 * @throws RangeError where an array is missing, has another shape, or a number that it must not have.
 */
export function identityBasis(fields: Mat5Fields): BfmBasis {
  if (fields.arrays.has("mu_shape") || !fields.arrays.has("shapeMU"))
    return basis(fields, "mu_shape", "w", "sigma");
  const whole = basis(fields, "shapeMU", "shapePC", "shapeEV");
  if (!fields.arrays.has("trimIndex")) return whole;
  const size = whole.mean.length;
  const kept = indices(fields, "trimIndex", size / 3);
  const pick = (shapes: Float32Array): Float32Array => {
    const out = new Float32Array((shapes.length / size) * 3 * kept.length);
    let at = 0;
    for (let start = 0; start < shapes.length; start += size)
      for (const vertex of kept) {
        const from = start + 3 * vertex;
        out.set(shapes.subarray(from, from + 3), at);
        at += 3;
      }
    return out;
  };
  return {
    mean: pick(whole.mean),
    modes: pick(whole.modes),
    deviation: whole.deviation,
  };
}

/**
 * What expressions add to the mean, and their modes; nothing where no file has expressions.
 *
 * @throws RangeError where an array is missing, does not fit the vertices, or has a number that it must not have.
 */
export function expressionBasis(
  fields: Mat5Fields,
  vertexCount: number,
): BfmBasis {
  return EXPRESSION.some((name) => fields.arrays.has(name))
    ? basis(fields, ...EXPRESSION, 3 * vertexCount)
    : NO_MODES;
}

function basis(
  fields: Mat5Fields,
  meanName: string,
  modesName: string,
  deviationName: string,
  size?: number,
): BfmBasis {
  const mean = singles(vector(fields, meanName, size));
  if (mean.length === 0 || mean.length % 3 !== 0)
    throw expected(
      "xyz triples (3V x 1 numbers)",
      meanName,
      new Error(`${mean.length}`),
      { file: field(fields, meanName).file },
    );
  const { values, columns } = matrix(fields, modesName, mean.length);
  const deviation = singles(vector(fields, deviationName, columns));
  const wrong = deviation.find((value) => value <= 0);
  if (wrong !== undefined)
    throw expected("positive numbers", deviationName, wrong, {
      file: field(fields, deviationName).file,
    });
  return { mean, modes: values, deviation };
}
