/**
 * The fast recurrent module, equations 6 and 7 ("RNN x n" of figures 7 and 8: its channels are times a width n).
 *
 *   h_0 = W_hh * F_0                              W_hh pointwise
 *   h'  = W_hh * h                                (6)
 *   F'  = F + tanh(D_i * F + D_h * h' + b)        (7)  D_i and D_h depthwise 3x3, the same in every step
 *
 * Where the paper is silent: no normalisation stands in the recurrence. The bias b is ours: tanh is odd, and features after a
 * ReLU are not centred.
 */
import type { Ops } from "./ops.ts";

/**
 * Writes the module in the given operations.
 *
 * @param F0 - `[H, W, channels]`
 * @param channels - of F and h.
 * @param steps - T; 0 leaves the module out.
 * @returns F_0 to F_T, `[H, W, channels]` each.
 */
export function fastRecurrent<T>(
  ops: Ops<T>,
  F0: T,
  channels: number,
  steps: number,
): readonly T[] {
  const transition = (h: T) =>
    ops.convolution([h], "recurrent/transition", {
      filters: channels,
      kernel: 1,
      finish: "none",
    });
  const states = [F0];
  let F = F0;
  let h = steps > 0 ? transition(F0) : F0; // [H, W, R]
  for (let t = 0; t < steps; t++) {
    h = transition(h); // [H, W, R]
    const drive = ops.add(
      ops.depthwise(F, "recurrent/input", { finish: "bias" }),
      ops.depthwise(h, "recurrent/hidden", { finish: "none" }),
    ); // [H, W, R]
    F = ops.add(F, ops.tanh(drive)); // [H, W, R]
    states.push(F);
  }
  return states;
}
