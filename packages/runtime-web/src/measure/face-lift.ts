import {
  fitLandmarks,
  landmarkFitter,
  type FaceFit,
  type FitOptions,
  type FittedModel,
} from "@fdhm/morphable-model";
import type { FaceAlignment } from "../face-alignment.ts";

/** What {@link faceLift} returns: finds the parameters of one face. */
export type FaceLift = (
  face: Pick<FaceAlignment, "landmarks" | "uncertainty">,
  options?: FitOptions,
) => FaceFit;

/**
 * Prepares the lift of aligned faces to a morphable model: pose, identity and expression whose landmarks come nearest to
 * those that were found, in all three dimensions.
 *
 * Where the model of the aligner tells its uncertainty, each landmark weighs by the inverse of its square, 1 on average; `options.weights`
 * has precedence. The result's `shape(model, fit.identity, fit.expression)`, once `project`ed by `fit.pose`, is the whole
 * head in the picture; `packParameters(fit)` the 234 numbers, where the model has 199 and 29 modes.
 *
 * @param model - with the 68 landmarks, such as that of `loadOpenFace`.
 * @returns a function that takes some 2 ms a face.
 * @throws RangeError where the model's arrays do not fit one another; the function where landmarks are no 68 finite
 *   triples that fix a pose, or an option is out of range.
 */
export function faceLift(model: FittedModel): FaceLift {
  const fitter = landmarkFitter(model);
  return ({ landmarks, uncertainty }, options = {}) =>
    fitLandmarks(fitter, landmarks, {
      ...(uncertainty && { weights: certainty(uncertainty) }),
      ...options,
    });
}

/** Inverse squares with a mean of 1; a landmark that claims to be exact counts as one that is a tenth of the mean off. */
function certainty(uncertainty: Float32Array): Float64Array {
  const mean =
    uncertainty.reduce((sum, value) => sum + value, 0) / uncertainty.length;
  if (mean === 0) return new Float64Array(uncertainty.length).fill(1);
  const weights = Float64Array.from(
    uncertainty,
    (value) => Math.max(value / mean, 0.1) ** -2,
  );
  const total = weights.reduce((sum, value) => sum + value, 0);
  return weights.map((value) => (value * weights.length) / total);
}
