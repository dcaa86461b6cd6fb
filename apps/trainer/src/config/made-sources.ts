import { z } from "zod";
import { givenSources } from "./given-sources.ts";
import { common, model } from "./source-keys.ts";

/** How good a fit must be. */
const accepted = z
  .number()
  .positive()
  .default(0.04)
  .describe(
    "Most that a fit may leave of a face, as a share of sqrt(w h) of its box.",
  );

/** Sets made from others. */
export const madeSources = [
  z.strictObject({
    kind: z
      .literal("profiled")
      .describe("Photographs whose heads are turned outwards to profiles."),
    of: z
      .array(z.discriminatedUnion("kind", givenSources))
      .min(1)
      .describe("Photographs with the jaw marked on the outline that is seen."),
    model,
    seed: z.int().nonnegative().default(1),
    turns: z
      .int()
      .positive()
      .max(200)
      .default(20)
      .describe("Pictures a photograph."),
    size: z.int().min(64).max(1024).default(288).describe("Edge in px."),
    nod: z
      .number()
      .min(0)
      .max(45)
      .default(20)
      .describe("Most a head nods beyond its photograph, degrees."),
    accepted,
    ...common,
  }),
  z.strictObject({
    kind: z
      .literal("fitted")
      .describe(
        "Flat points made points in space: the hidden jaw, depth and pose of a fit.",
      ),
    of: z.array(z.discriminatedUnion("kind", givenSources)).min(1),
    model,
    marked: z
      .enum(["outline", "jaw"])
      .default("outline")
      .describe(
        "Where the jaw is marked: on the outline that is seen, or not.",
      ),
    accepted,
    ...common,
  }),
] as const;
