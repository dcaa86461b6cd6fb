import { sourceSchema } from "../../config/source.ts";
import { parseSet } from "../../faces/parse-set.ts";
import { packToFile, type PackingOptions } from "./pack.ts";

/** What `prepare profile` is asked for. */
export interface ProfileOptions extends PackingOptions {
  /** Sets of photographs, as `parseSet` reads them. */
  readonly from: readonly string[];
  /** See the configuration's source. */
  readonly model: string;
  /** See the configuration's source. */
  readonly seed: number;
  /** See the configuration's source. */
  readonly turns: number;
  /** See the configuration's source. */
  readonly size: number;
}

/** Turns the heads of photographs outwards to profiles and keeps the pictures in a pack. */
export async function profile(options: ProfileOptions): Promise<void> {
  const { model, seed, turns, size } = options;
  const of = await Promise.all(
    options.from.map((set) => parseSet(set, "--from")),
  );
  const source = sourceSchema.parse({
    kind: "profiled",
    ...{ of, model, seed, turns, size },
  });
  await packToFile(source, options);
}
