import { expected } from "@fdhm/errors";
import type { MorphableModel } from "./morphable-model.ts";

/** What eq. 1 needs of a model: a mean and its modes. A {@link MorphableModel} is one. */
export type ShapeBasis = Pick<
  MorphableModel,
  "vertexCount" | "mean" | "identity" | "expression"
>;

/**
 * The shape of a face, eq. 1 of the paper: `S = mean + E_id p_id + E_exp p_exp`. Modes whose coefficient is zero cost
 * nothing.
 *
 * @param model - a whole model, or its landmarks alone (see {@link landmarkBasis}).
 * @param identity - `p_id`: one coefficient a mode; fewer than the model has leave the later modes out.
 * @param expression - `p_exp`: likewise.
 * @param out - receives xyz triples in model space, `3 V` numbers.
 * @throws RangeError where there are more coefficients than modes, one is not finite, or `out` has another length.
 */
export function shape(
  model: ShapeBasis,
  identity: ArrayLike<number>,
  expression: ArrayLike<number>,
  out: Float32Array = new Float32Array(model.mean.length),
): Float32Array {
  const size = 3 * model.vertexCount;
  if (out.length !== size) throw expected(`${size} numbers`, "out", out);
  out.set(model.mean);
  addModes(model.identity, identity, "identity", out);
  addModes(model.expression, expression, "expression", out);
  return out;
}

/** Adds the modes, four a pass: `out` is then read and written a quarter as often. */
function addModes(
  modes: Float32Array,
  coefficients: ArrayLike<number>,
  name: string,
  out: Float32Array,
): void {
  const size = out.length;
  if (coefficients.length * size > modes.length)
    throw expected(
      `at most ${modes.length / size} coefficients`,
      name,
      coefficients.length,
    );
  const used: number[] = [];
  for (let mode = 0; mode < coefficients.length; mode++) {
    const value = coefficients[mode]!;
    if (!Number.isFinite(value))
      throw expected("a finite number", `${name} coefficient ${mode}`, value);
    if (value !== 0) used.push(mode);
  }
  let next = 0;
  for (; next + 4 <= used.length; next += 4) {
    const [a, b, c, d] = used.slice(next, next + 4) as [
      number,
      number,
      number,
      number,
    ];
    const [pa, pb] = [coefficients[a]!, coefficients[b]!];
    const [pc, pd] = [coefficients[c]!, coefficients[d]!];
    const [ia, ib, ic, id] = [a * size, b * size, c * size, d * size];
    for (let i = 0; i < size; i++)
      out[i]! +=
        pa * modes[ia + i]! +
        pb * modes[ib + i]! +
        pc * modes[ic + i]! +
        pd * modes[id + i]!;
  }
  for (; next < used.length; next++) {
    const start = used[next]! * size;
    const value = coefficients[used[next]!]!;
    for (let i = 0; i < size; i++) out[i]! += value * modes[start + i]!;
  }
}
