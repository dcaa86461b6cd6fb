import { z } from "zod";
import { givenSources } from "./given-sources.ts";
import { madeSources } from "./made-sources.ts";

/** Pictures with labels to learn from or to measure on. */
export const sourceSchema = z
  .discriminatedUnion("kind", [...givenSources, ...madeSources])
  .describe("One set of faces.");

/** A set of faces in a configuration, all defaults filled in. */
export type SourceConfig = z.infer<typeof sourceSchema>;

/** One of the kinds. */
export type SourceOf<K extends SourceConfig["kind"]> = Extract<
  SourceConfig,
  { kind: K }
>;
