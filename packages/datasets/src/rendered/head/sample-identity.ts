import type { MorphableModel } from "@fdhm/morphable-model";
import { between, type Random } from "../../random.ts";

/** Deviations beyond which a coefficient is cut: nobody is further from the mean in one mode. */
const MOST_DEVIATIONS = 2.5;

/**
 * Draws a person: each identity coefficient normal, with its deviation in the model, all scaled alike by 0.35 to 0.85:
 * 199 full normals make a face that differs in every respect at once, as hardly anybody's does.
 *
 * @returns coefficients in the model's unit, one a mode.
 */
export function sampleIdentity(
  { identityDeviation }: Pick<MorphableModel, "identityDeviation">,
  random: Random,
): Float32Array {
  const strength = between(random, 0.35, 0.85);
  return identityDeviation.map((deviation) => {
    const draw = strength * random.normal();
    const cut = Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, draw));
    return deviation * cut;
  });
}
