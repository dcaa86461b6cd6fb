import { expected } from "@fdhm/errors";

/**
 * Refuses what is no whole number or too small.
 *
 * @param name - of the configuration's field.
 */
export function checkWhole(value: number, least: number, name: string): void {
  if (!Number.isInteger(value) || value < least)
    throw expected(`a whole number of at least ${least}`, name, value);
}

/**
 * Refuses what is not positive or not finite.
 *
 * @param name - of the configuration's field.
 */
export function checkPositive(value: number, name: string): void {
  if (!(value > 0 && Number.isFinite(value)))
    throw expected("a positive number", name, value);
}
