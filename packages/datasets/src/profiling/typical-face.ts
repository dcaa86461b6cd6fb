import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, MIRROR } from "@fdhm/landmarks";
import {
  contourFitter,
  fitLandmarks,
  landmarkFitter,
  shape,
  type MorphableModel,
} from "@fdhm/morphable-model";
import type { Dataset } from "../dataset.ts";

/** The face that a population's faces scatter about, in a model's coefficients. */
export interface TypicalFace {
  /** In the unit of the model's parameters, one a mode. */
  readonly identity: Float32Array;
  /** In the unit of the model's parameters, one a mode. */
  readonly expression: Float32Array;
}

/** How {@link findTypicalFace} looks. */
export interface TypicalFaceOptions {
  /** Rounds of fitting all faces about the typical one and moving it to their mean; 4 where absent. */
  readonly rounds?: number;
  /** See `FitOptions` of `fitLandmarks`; 1e-3 where absent. */
  readonly lambda?: number;
  /** Where the jaw is marked, see `FaceFitterOptions`; "outline" where absent. */
  readonly marked?: "outline" | "jaw";
}

/**
 * Faces that are as good as a whole population: fewer leave the typical face nearer to the model's mean, as one face tells
 * little about all others.
 */
const FEW = 20;

const MOST = 400;

/**
 * Finds the mean of a population of faces from their 68 points in pictures: expectation maximisation with the spread about it
 * held (Dempster, Laird and Rubin, 1977). A model's mean face is that of whoever was scanned or modelled. Where it is too flat,
 * so is every face that is fitted to a few flat points; faces seen from many sides, together, tell how deep faces are.
 *
 * Every face counts twice, once mirrored, so that the typical face has no side.
 *
 * @param faces - 68 xyz triples each, z not looked at. Those that cannot be fitted are
 *   left out.
 * @throws RangeError where an option is out of range or no face can be fitted.
 */
export function findTypicalFace(
  model: MorphableModel,
  faces: readonly Float32Array[],
  { rounds = 4, lambda = 1e-3, marked = "outline" }: TypicalFaceOptions = {},
): TypicalFace {
  if (!Number.isInteger(rounds) || rounds < 0)
    throw expected("a whole number from 0", "rounds", rounds);
  const typical = {
    identity: new Float32Array(model.identityDeviation.length),
    expression: new Float32Array(model.expressionDeviation.length),
  };
  for (let round = 0; round < rounds; round++) {
    const prepare = marked === "outline" ? contourFitter : landmarkFitter;
    const fitter = prepare(aboutTypicalFace(model, typical));
    const identity = new Float64Array(typical.identity.length);
    const expression = new Float64Array(typical.expression.length);
    let fitted = 0;
    for (const face of faces)
      for (const marks of [face, mirrored(face)]) {
        let fit;
        try {
          fit = fitLandmarks(fitter, marks, { lambda, depth: "none" });
        } catch {
          continue;
        }
        fitted++;
        fit.identity.forEach((value, i) => (identity[i]! += value));
        fit.expression.forEach((value, i) => (expression[i]! += value));
      }
    if (fitted === 0)
      throw expected(
        "at least one face that can be fitted",
        "faces",
        faces.length,
      );
    const share = 1 / (fitted + 2 * FEW);
    identity.forEach((sum, i) => (typical.identity[i]! += share * sum));
    expression.forEach((sum, i) => (typical.expression[i]! += share * sum));
  }
  return typical;
}

/** {@link findTypicalFace} of a data set, from samples spread evenly over it, at most 400: more change nothing that is seen. */
export async function typicalOf(
  model: MorphableModel,
  faces: Dataset,
  options: TypicalFaceOptions = {},
): Promise<TypicalFace> {
  const step = Math.max(1, faces.length / MOST);
  const some: Float32Array[] = [];
  for (let at = 0; at < faces.length; at += step)
    some.push((await faces.sample(Math.floor(at))).landmarks);
  return findTypicalFace(model, some, options);
}

/**
 * The model with a typical face in place of its mean: coefficients of the result count from there.
 *
 * @throws RangeError where there are more coefficients than modes.
 */
export function aboutTypicalFace(
  model: MorphableModel,
  { identity, expression }: TypicalFace,
): MorphableModel {
  return { ...model, mean: shape(model, identity, expression) };
}

function mirrored(marks: Float32Array): Float32Array {
  const out = new Float32Array(3 * LANDMARK_COUNT);
  for (let k = 0; k < LANDMARK_COUNT; k++) {
    out[3 * k] = -marks[3 * MIRROR[k]!]!;
    out[3 * k + 1] = marks[3 * MIRROR[k]! + 1]!;
    out[3 * k + 2] = NaN;
  }
  return out;
}
