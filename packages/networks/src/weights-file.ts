import { expected } from "@fdhm/errors";
import { checkFinite } from "./check-finite.ts";
import type { Network } from "./network.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";
import { checkWeights } from "./weight-layout.ts";

/** Weights read from a file. */
export interface StoredWeights {
  /** All variables, `layout.size` long. */
  readonly weights: Float32Array;
  /** The texts stored beside them. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes a network's weights as safetensors, one tensor a variable.
 *
 * @param weights - all variables, `layout.size` long.
 * @param metadata - texts to keep beside them.
 * @throws if the length is not the network's or a number is not finite.
 */
export function writeWeights(
  { layout }: Network,
  weights: Float32Array,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  checkWeights(layout, weights);
  checkFinite(weights, "weights");
  return writeSafetensors({
    tensors: layout.weights.map(({ name, shape, offset, size }) => ({
      name,
      shape,
      data: weights.subarray(offset, offset + size),
    })),
    metadata,
  });
}

/**
 * Reads a network's weights.
 *
 * @param bytes - the whole file.
 * @param file - its name, for errors.
 * @throws if the file is damaged or another network's, naming the first variable that differs, or a number is not finite.
 */
export function readWeights(
  { layout }: Network,
  bytes: Uint8Array,
  file?: string,
): StoredWeights {
  const { tensors, metadata } = readSafetensors(bytes, file);
  const weights = new Float32Array(layout.size);
  const describe = (name: string, shape: readonly number[]) =>
    `${name} [${shape.join(", ")}]`;
  for (const [i, { name, shape, offset }] of layout.weights.entries()) {
    const tensor = tensors[i];
    const wanted = describe(name, shape);
    const received = tensor && describe(tensor.name, tensor.shape);
    if (tensor === undefined || received !== wanted)
      throw expected(wanted, `variable ${i}`, received ?? "nothing", { file });
    checkFinite(tensor.data, name, { file });
    weights.set(tensor.data, offset);
  }
  const surplus = tensors[layout.weights.length];
  if (surplus)
    throw expected(
      `${layout.weights.length} variables`,
      "file",
      `${tensors.length}, the first surplus one ${surplus.name}`,
      { file },
    );
  return { weights, metadata };
}
