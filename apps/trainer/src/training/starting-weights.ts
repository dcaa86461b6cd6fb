import { readFile } from "node:fs/promises";
import { createRandom } from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import {
  initialWeights,
  readSafetensors,
  widenWeights,
  type Network,
} from "@fdhm/networks";

/** Names what the numbers are drawn for, beside the other uses of the run's seed. */
const STREAM = 1;

/**
 * The weights that a training starts from.
 *
 * @param seed - of the run, for random ones.
 * @param file - written by `export`: this network's weights or a narrower one's, to which random ones are added; undefined: all
 *   are random.
 * @throws RangeError where the file cannot be read, is damaged or holds another network's weights.
 */
export async function startingWeights(
  network: Network,
  seed: number,
  file: string | undefined,
): Promise<Float32Array> {
  const first = initialWeights(
    network.layout,
    createRandom(seed, STREAM).uniform,
  );
  if (file === undefined) return first;
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw expected("a readable file", "training.from", cause, { file, cause });
  });
  return widenWeights(
    network,
    readSafetensors(bytes, file).tensors,
    first,
    file,
  );
}
