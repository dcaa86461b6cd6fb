import { checkSource } from "../../config/check-source.ts";
import type { SourceOf } from "../../config/source.ts";
import { parseSet } from "../../faces/parse-set.ts";
import { writeSet, type WritingOptions } from "./write-set.ts";

/** What `prepare profile` is asked for beside where the pictures go. */
export type ProfileOptions = WritingOptions &
  Pick<
    SourceOf<"profiled">,
    "model" | "seed" | "turns" | "size" | "accepted"
  > & {
    /** Sets of photographs, as `parseSet` reads them. */
    readonly from: readonly string[];
  };

/** Turns the heads of photographs outwards to profiles. */
export async function profile(options: ProfileOptions): Promise<void> {
  const { from, model, seed, turns, size, accepted } = options;
  const of = await Promise.all(from.map((set) => parseSet(set, "--from")));
  const source = checkSource(
    {
      kind: "profiled",
      ...{ of, model, seed, turns, size, accepted },
    },
    "options",
  );
  await writeSet(source, options);
}
