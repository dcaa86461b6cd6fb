import type { Dataset } from "../dataset.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import type { Sample } from "../sample.ts";

/**
 * Fits every face of a data set and keeps what is sound, in its order.
 *
 * @param fit - throws where a face is not to be had.
 * @throws RangeError as `readSound`; those at fault are told by their samples' names.
 */
export async function fitAll<T>(
  dataset: Dataset,
  fit: (sample: Sample, index: number) => T,
  { onBroken }: OpenOptions,
): Promise<T[]> {
  const names = Array.from({ length: dataset.length }, (_, i) => `${i}`);
  const read = async (_: string, index: number): Promise<T> => {
    const sample = await dataset.sample(index);
    names[index] = sample.name;
    return fit(sample, index);
  };
  // Names are only known once the samples are read.
  const numbers = names.slice();
  const tell = onBroken && {
    onBroken: ({ name, error }: { name: string; error: Error }) =>
      onBroken({ name: names[Number(name)]!, error }),
  };
  return readSound(dataset.name, numbers, read, tell);
}
