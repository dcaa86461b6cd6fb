import { z } from "zod";

/** What every source takes. */
const common = {
  weight: z
    .number()
    .positive()
    .optional()
    .describe("Share of the batches; by default the number of its faces."),
  boxes: z
    .enum(["tight", "jittered"])
    .default("tight")
    .describe(
      "Boxes of the points themselves, or such as detectors give: 5 % off, 10 % larger or smaller.",
    ),
};

const path = z
  .string()
  .min(1)
  .describe("File or folder; ${NAME} stands for an environment variable.");

/** Pictures with labels to learn from or to measure on, as they lie on disk or are drawn. */
export const sourceSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("rendered"),
      count: z.int().positive().default(300).describe("How many faces."),
      seed: z
        .int()
        .nonnegative()
        .default(1)
        .describe("Another seed gives other people, poses and light."),
      size: z.int().min(32).max(1024).default(160).describe("Edge in px."),
      ...common,
    }),
    z.strictObject({
      kind: z.literal("pts").describe("Pictures with iBUG .pts files."),
      path,
      ...common,
    }),
    z.strictObject({
      kind: z
        .literal("benchmark")
        .describe("A labels.json of poses and boxes, and its pictures."),
      path,
      role: z.enum(["score", "tune", "helen"]).default("score"),
      labels: z.enum(["official", "reann"]).default("official"),
      ...common,
    }),
    z.strictObject({
      kind: z.literal("pack").describe("A file that `prepare` has written."),
      path,
      ...common,
    }),
  ])
  .describe("One set of faces.");

/** A set of faces in a configuration, all defaults filled in. */
export type SourceConfig = z.infer<typeof sourceSchema>;
