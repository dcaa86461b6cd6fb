/** A channel count under a width multiplier, rounded to the fours that SIMD kernels work in. */
export function channels(base: number, multiplier: number): number {
  return Math.max(4, Math.round((base * multiplier) / 4) * 4);
}
