import { expected } from "@fdhm/errors";
import { inTurn } from "./in-turn.ts";

/** A sample of a set that is at fault. */
export interface BrokenSample {
  /** Its name, or its file where it has none yet. */
  readonly name: string;
  /** What is wrong with it. */
  readonly error: Error;
}

/** What every loader takes. */
export interface OpenOptions {
  /** Called with each sample at fault, which is then left out. Without it, the first one at fault is thrown. */
  readonly onBroken?: ((broken: BrokenSample) => void) | undefined;
}

const OPEN_FILES = 16;

/**
 * Reads something of every sample, sixteen at a time, and keeps what is sound, in the order of the names.
 *
 * @param set - what error sentences call the set.
 * @param read - rejects where the sample is at fault.
 * @throws RangeError the first sample's own where there is no `onBroken`, or one that says that none was sound.
 */
export async function readSound<T>(
  set: string,
  names: readonly string[],
  read: (name: string, index: number) => Promise<T>,
  { onBroken }: OpenOptions = {},
): Promise<T[]> {
  type Result = { readonly sound: T } | { readonly broken: BrokenSample };
  const attempt = async (index: number): Promise<Result> => {
    const name = names[index]!;
    try {
      return { sound: await read(name, index) };
    } catch (error) {
      if (onBroken === undefined) throw error;
      return { broken: { name, error: error as Error } };
    }
  };
  const sound: T[] = [];
  // Told in the names' order, whichever was read first.
  for (const result of await inTurn(names.length, OPEN_FILES, attempt))
    if ("broken" in result) onBroken?.(result.broken);
    else sound.push(result.sound);
  if (sound.length === 0)
    throw expected(
      "at least one sound sample",
      set,
      `${names.length} samples, all of them broken`,
    );
  return sound;
}
