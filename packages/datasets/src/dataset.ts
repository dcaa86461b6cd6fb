import { expected } from "@fdhm/errors";
import type { Sample } from "./sample.ts";

/** Faces in a stable order, read one at a time. */
export interface Dataset {
  /** For reports and error sentences. */
  readonly name: string;
  /** How many samples there are. */
  readonly length: number;
  /**
   * Reads one face.
   *
   * @param index - 0 to `length - 1`.
   * @throws RangeError where there is no such sample or its file is at fault.
   */
  sample(index: number): Promise<Sample>;
  /** All samples from the first to the last. */
  [Symbol.asyncIterator](): AsyncIterator<Sample>;
}

/**
 * A data set from its name, length and reader: adds the check of the index and the iteration.
 *
 * @param read - called with an index from 0 to `length - 1`.
 */
export function createDataset(
  name: string,
  length: number,
  read: (index: number) => Promise<Sample>,
): Dataset {
  const sample = async (index: number): Promise<Sample> => {
    if (!Number.isInteger(index) || index < 0 || index >= length)
      throw expected(
        `a whole number from 0 to ${length - 1}`,
        `index into ${name}`,
        index,
      );
    return read(index);
  };
  return {
    name,
    length,
    sample,
    async *[Symbol.asyncIterator]() {
      for (let index = 0; index < length; index++) yield await sample(index);
    },
  };
}
