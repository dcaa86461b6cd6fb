import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import {
  landmarkBasis,
  type MorphableModel,
  parameterLayout,
} from "@fdhm/morphable-model";

/**
 * A 3D morphable model at the 68 landmarks alone, as plain numbers, so that a configuration can hold it: eq. 1 of the paper,
 * `S = mean + E_id p_id + E_exp p_exp`, in model space (y up), in any unit.
 */
export interface LandmarkModel {
  /** Mean shape: 204 numbers, x y z of each landmark. */
  readonly mean: readonly number[];
  /** 199 identity modes one after another, each 204 numbers as `mean`. */
  readonly identity: readonly number[];
  /** 29 expression modes one after another, each 204 numbers as `mean`. */
  readonly expression: readonly number[];
  /** Standard deviation of each of the 199 identity coefficients. */
  readonly identityDeviation: readonly number[];
  /** Standard deviation of each of the 29 expression coefficients. */
  readonly expressionDeviation: readonly number[];
}

/**
 * What a network that estimates the 234 parameters needs of a face model.
 *
 * @param model - with 68 landmarks, 199 identity and 29 expression modes: the open face, or the Basel model.
 * @throws RangeError where the model has other numbers of them.
 */
export function landmarkModel(
  model: Pick<
    MorphableModel,
    | "vertexCount"
    | "mean"
    | "identity"
    | "expression"
    | "identityDeviation"
    | "expressionDeviation"
    | "landmarks"
  >,
): LandmarkModel {
  const { mean, identity, expression } = landmarkBasis(model);
  const taken = {
    mean: Array.from(mean),
    identity: Array.from(identity),
    expression: Array.from(expression),
    identityDeviation: Array.from(model.identityDeviation),
    expressionDeviation: Array.from(model.expressionDeviation),
  };
  checkLandmarkModel(taken);
  return taken;
}

/**
 * Refuses what is no model of 68 landmarks with 199 and 29 modes.
 *
 * @throws RangeError where a length is wrong, a number not finite, or a deviation not positive.
 */
export function checkLandmarkModel(model: LandmarkModel): void {
  const size = 3 * LANDMARK_COUNT;
  const { identity, expression } = parameterLayout;
  const lengths = {
    mean: size,
    identity: identity.length * size,
    expression: expression.length * size,
    identityDeviation: identity.length,
    expressionDeviation: expression.length,
  };
  for (const [name, length] of Object.entries(lengths)) {
    const values = model[name as keyof LandmarkModel];
    if (values.length !== length)
      throw expected(`${length} numbers`, `model.${name}`, values.length);
    const positive = name.endsWith("Deviation");
    const odd = values.findIndex(
      (value) => !Number.isFinite(value) || (positive && value <= 0),
    );
    if (odd >= 0)
      throw expected(
        positive ? "a positive number" : "a finite number",
        `model.${name}[${odd}]`,
        values[odd],
      );
  }
}
