import { expected } from "@fdhm/errors";
import type { Sample } from "./sample.ts";

/** Faces in a stable order, read one at a time. */
export interface Dataset {
  /** For reports and error sentences. */
  readonly name: string;
  /** How many samples there are. */
  readonly length: number;
  /** Which part of the published set this is (`"train"`, `"test"`, ...), where the set is published in parts. */
  readonly split?: string;
  /**
   * Reads one face's labels; its picture is decoded when `readPicture` is called.
   *
   * @param index - 0 to `length - 1`.
   * @throws RangeError where there is no such sample.
   */
  sample(index: number): Promise<Sample>;
  /** All samples from the first to the last. */
  [Symbol.asyncIterator](): AsyncIterator<Sample>;
}

/**
 * A data set from its name, length and reader: adds the check of the index and the iteration.
 *
 * @param read - called with an index from 0 to `length - 1`.
 * @param split - see {@link Dataset}.
 */
export function createDataset(
  name: string,
  length: number,
  read: (index: number) => Promise<Sample>,
  split?: string,
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
    ...(split === undefined ? {} : { split }),
    sample,
    async *[Symbol.asyncIterator]() {
      for (let index = 0; index < length; index++) yield await sample(index);
    },
  };
}
