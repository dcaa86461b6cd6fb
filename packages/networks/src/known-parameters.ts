import { PARAMETER_COUNT } from "@fdhm/morphable-model";
import { checkFinite } from "./check-finite.ts";
import type { ParameterSpace } from "./parameter-space.ts";

/** The parameters of a batch, told apart by whether they are known. */
export interface KnownParameters {
  /** B x 234, the start's where they are not known. */
  readonly truth: Float32Array;
  /** B numbers: 1 where they are known, else 0. */
  readonly known: Float32Array;
}

/**
 * Puts the start in place of what is not known.
 *
 * @param parameters - B x 234; a face whose first number is NaN has none.
 * @throws RangeError where a face has some that are finite numbers and some that are not.
 */
export function knownParameters(
  parameters: Float32Array,
  { start }: ParameterSpace,
): KnownParameters {
  const count = parameters.length / PARAMETER_COUNT;
  const known = Float32Array.from({ length: count }, (_, i) =>
    Number(!Number.isNaN(parameters[i * PARAMETER_COUNT])),
  );
  const truth = parameters.map((value, i) =>
    known[Math.floor(i / PARAMETER_COUNT)] === 0
      ? (start[i % PARAMETER_COUNT] as number)
      : value,
  );
  checkFinite(truth, "parameters");
  return { truth, known };
}
