import { LANDMARK_COUNT } from "@fdhm/landmarks";
import {
  fitLandmarks,
  landmarkFitter,
  packParameters,
  type LandmarkFitter,
} from "@fdhm/morphable-model";
import type { LandmarkModel } from "@fdhm/networks";

/** This many points are too few to fix a pose. */
const TOO_FEW = 3;

/** Makes a model at its landmarks ready for {@link fitParameters}: a little work that serves all fits. */
export function parameterFitter(model: LandmarkModel): LandmarkFitter {
  return landmarkFitter({
    vertexCount: LANDMARK_COUNT,
    mean: Float32Array.from(model.mean),
    identity: Float32Array.from(model.identity),
    expression: Float32Array.from(model.expression),
    identityDeviation: Float32Array.from(model.identityDeviation),
    expressionDeviation: Float32Array.from(model.expressionDeviation),
    landmarks: Uint32Array.from({ length: LANDMARK_COUNT }, (_, k) => k),
  });
}

/**
 * Finds the 234 parameters of a training example's face, by its landmarks as they lie in the crop after augmentation. Where a z is
 * not known, none serves.
 *
 * @param landmarks - 204 normalised numbers.
 * @param weights - 204 numbers, 0 where a coordinate is not known.
 * @param size - edge of the crop, px.
 * @param out - receives 234 numbers, crop px; NaN throughout where too few landmarks are known, as in an example without a face.
 */
export function fitParameters(
  fitter: LandmarkFitter,
  landmarks: Float32Array,
  weights: Float32Array,
  size: number,
  out: Float32Array,
): void {
  const known = weights.filter((_, i) => i % 3 === 0);
  if (known.filter((weight) => weight > 0).length <= TOO_FEW) {
    out.fill(NaN);
    return;
  }
  const points = landmarks.map((value, i) =>
    i % 3 === 2 ? value * size : (value + 0.5) * size - 0.5,
  );
  const deep = weights.every((weight, i) => i % 3 !== 2 || weight > 0);
  const depth = deep ? "full" : "none";
  packParameters(fitLandmarks(fitter, points, { weights: known, depth }), out);
}
