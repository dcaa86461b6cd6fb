import { readFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";
import { readWeights, type Network } from "@fdhm/networks";

/**
 * The weights that a training is to start from.
 *
 * @param file - written by `export`; undefined: random ones.
 * @throws RangeError where the file cannot be read, is damaged or holds another network's weights.
 */
export async function startingWeights(
  file: string | undefined,
  network: Network,
): Promise<Float32Array | undefined> {
  if (file === undefined) return undefined;
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw expected("a readable file", "training.from", cause, { file, cause });
  });
  return readWeights(network, bytes, file).weights;
}
