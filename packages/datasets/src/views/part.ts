import { expected } from "@fdhm/errors";
import { createDataset, type Dataset } from "../dataset.ts";

/**
 * The i-th of n parts of a data set, in its order: samples `floor(i * length / n)` to the next part's first. The parts of
 * one set have no sample in common and leave none out, so that several threads or machines can share its work.
 *
 * @param part - i, from 0.
 * @param parts - n, from 1.
 * @throws RangeError where there is no such part.
 */
export function partOf(dataset: Dataset, part: number, parts: number): Dataset {
  if (!Number.isInteger(parts) || parts < 1)
    throw expected("a whole number from 1", "parts", parts);
  if (!Number.isInteger(part) || part < 0 || part >= parts)
    throw expected(`a whole number from 0 to ${parts - 1}`, "part", part);
  const first = Math.floor((part * dataset.length) / parts);
  const end = Math.floor(((part + 1) * dataset.length) / parts);
  return createDataset(
    `${dataset.name}, part ${part + 1} of ${parts}`,
    end - first,
    (index) => dataset.sample(first + index),
    dataset.split,
  );
}
