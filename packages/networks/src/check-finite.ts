import { expected, type Place } from "@fdhm/errors";

/**
 * Refuses arrays with NaN or infinity in them.
 *
 * @throws naming the first such element.
 */
export function checkFinite(
  values: Float32Array,
  name: string,
  place?: Place,
): void {
  let sum = 0;
  // Zero times anything finite is zero: one test at the end.
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * 0;
  if (sum === 0) return;
  const index = values.findIndex((value) => !Number.isFinite(value));
  throw expected("a finite number", `${name}[${index}]`, values[index], place);
}
