import type { Mat5Array } from "./mat5.ts";

/** A matrix of numbers that are given column after column, single as the Basel model is. */
export function columns(rows: number, ...values: readonly number[]): Mat5Array {
  return {
    shape: [rows, values.length / rows],
    data: Float32Array.from(values),
  };
}
