import { checkSource } from "../../config/check-source.ts";
import type { SourceOf } from "../../config/source.ts";
import { parseSet } from "../../faces/parse-set.ts";
import { writeSet, type WritingOptions } from "./write-set.ts";

/** What `prepare refit` is asked for beside where the faces go. */
export type RefitOptions = WritingOptions &
  Pick<SourceOf<"fitted">, "model" | "marked" | "accepted"> & {
    /** Sets of photographs, as `parseSet` reads them. */
    readonly from: readonly string[];
  };

/** Gives photographs with flat points the hidden jaw, depth, pose and visibility of a fit. */
export async function refit(options: RefitOptions): Promise<void> {
  const { from, model, marked, accepted } = options;
  const of = await Promise.all(from.map((set) => parseSet(set, "--from")));
  const source = checkSource(
    {
      kind: "fitted",
      ...{ of, model, marked, accepted },
    },
    "options",
  );
  await writeSet(source, options);
}
