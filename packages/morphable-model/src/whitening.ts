import { expected } from "@fdhm/errors";
import { type MorphableModel } from "./morphable-model.ts";
import { type FaceParameters } from "./parameters.ts";

/** What whitening needs of a model. */
export type Deviations = Pick<
  MorphableModel,
  "identityDeviation" | "expressionDeviation"
>;

/**
 * Gives the coefficients in standard deviations: `p_k / sigma_k`, so that all have the same weight and chance, as in a
 * prior. The pose stays as it is, px and radians: the model knows nothing of its spread.
 *
 * @param face - parameters in the unit of the model; fewer coefficients than modes leave the later modes out.
 * @param model - the model that they belong to.
 * @returns new arrays of the same lengths, and the same pose.
 * @throws RangeError where there are more coefficients than modes, or one is not finite.
 */
export function whiten(
  face: FaceParameters,
  model: Deviations,
): FaceParameters {
  return scaled(face, model, (value, deviation) => value / deviation);
}

/**
 * Gives coefficients in standard deviations in the unit of the model: the inverse of {@link whiten}.
 *
 * @param face - parameters whose coefficients are in standard deviations.
 * @param model - the model that they belong to.
 * @returns new arrays of the same lengths, and the same pose.
 * @throws RangeError where there are more coefficients than modes, or one is not finite.
 */
export function unwhiten(
  face: FaceParameters,
  model: Deviations,
): FaceParameters {
  return scaled(face, model, (value, deviation) => value * deviation);
}

function scaled(
  face: FaceParameters,
  model: Deviations,
  scale: (value: number, deviation: number) => number,
): FaceParameters {
  const part = (
    name: "identity" | "expression",
    deviations: Float32Array,
  ): Float32Array => {
    const coefficients = face[name];
    if (coefficients.length > deviations.length)
      throw expected(
        `at most ${deviations.length} coefficients`,
        name,
        coefficients.length,
      );
    return coefficients.map((value, mode) => {
      if (!Number.isFinite(value))
        throw expected("a finite number", `${name} coefficient ${mode}`, value);
      return scale(value, deviations[mode]!);
    });
  };
  return {
    pose: face.pose,
    identity: part("identity", model.identityDeviation),
    expression: part("expression", model.expressionDeviation),
  };
}
