import type { Ops } from "./ops.ts";

/**
 * A long short-term memory: Hochreiter, Schmidhuber, "Long short-term memory", Neural Computation 1997, with the forget gate of Gers,
 * Schmidhuber, Cummins 2000.
 *
 *   [i, f, g, o] = W_ih x + W_hh h + b
 *   c' = sigmoid(f) c + sigmoid(i) tanh(g)
 *   h' = sigmoid(o) tanh(c')
 *
 * h and c start as zero. Layers are `<name>/input` and `<name>/hidden`; the bias of f starts at 1 (Jozefowicz et al. 2015).
 *
 * @param inputs - length of x.
 * @param units - length of h and c.
 * @returns a function from x to h', which keeps h and c from call to call.
 */
export function createLstm<T>(
  ops: Ops<T>,
  name: string,
  inputs: number,
  units: number,
): (x: T) => T {
  const bias = Array.from({ length: 4 * units }, (_, i) =>
    Math.floor(i / units) === 1 ? 1 : 0,
  );
  let h: T | undefined;
  let c: T | undefined;
  return (x) => {
    const drive = ops.dense(x, `${name}/input`, {
      units: 4 * units,
      deviation: Math.sqrt(1 / inputs),
      bias,
    }); // [4 units]
    const gates =
      h === undefined
        ? drive
        : ops.add(
            drive,
            ops.dense(h, `${name}/hidden`, {
              units: 4 * units,
              deviation: Math.sqrt(1 / units),
              bias: "none",
            }),
          );
    const [i, f, g, o] = [0, 1, 2, 3].map((gate) =>
      ops.slice(gates, gate * units, units),
    ) as [T, T, T, T]; // [units] each
    const written = ops.product(ops.sigmoid(i), ops.tanh(g));
    c =
      c === undefined
        ? written
        : ops.add(ops.product(ops.sigmoid(f), c), written);
    h = ops.product(ops.sigmoid(o), ops.tanh(c));
    return h;
  };
}
