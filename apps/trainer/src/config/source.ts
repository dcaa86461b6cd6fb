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

/** Which model draws or is fitted. */
const model = z
  .string()
  .min(1)
  .default("open-face")
  .describe(
    "The embedded model (`open-face`), or a file that `writeMorphableModel` wrote.",
  );

/** Sets that lie on disk or are drawn. */
const given = [
  z.strictObject({
    kind: z.literal("rendered"),
    count: z.int().positive().default(300).describe("How many faces."),
    seed: z
      .int()
      .nonnegative()
      .default(1)
      .describe("Another seed gives other people, poses and light."),
    size: z.int().min(32).max(1024).default(160).describe("Edge in px."),
    model,
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
    kind: z.literal("300w-lp").describe("300W-LP as it is published."),
    path,
    subsets: z
      .array(z.enum(["AFW", "HELEN", "IBUG", "LFPW"]))
      .min(1)
      .optional()
      .describe("By default all that are there."),
    flips: z
      .boolean()
      .default(false)
      .describe("Whether the mirrored pictures belong to it."),
    points: z
      .enum(["3d", "2d"])
      .default("3d")
      .describe("The jaw where it is, or the outline that is seen."),
    split: z.enum(["train", "validation", "all"]).default("all"),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("pack").describe("A file that `prepare` has written."),
    path,
    ...common,
  }),
] as const;

/** Sets made from others. */
const made = [
  z.strictObject({
    kind: z
      .literal("profiled")
      .describe("Photographs whose heads are turned outwards to profiles."),
    of: z
      .array(z.discriminatedUnion("kind", given))
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
      .default(10)
      .describe("Most a head nods beyond its photograph, degrees."),
    accepted: z
      .number()
      .positive()
      .default(0.04)
      .describe(
        "Most that a fit may leave of a face, as a share of sqrt(w h) of its box.",
      ),
    ...common,
  }),
] as const;

/** Pictures with labels to learn from or to measure on. */
export const sourceSchema = z
  .discriminatedUnion("kind", [...given, ...made])
  .describe("One set of faces.");

/** A set of faces in a configuration, all defaults filled in. */
export type SourceConfig = z.infer<typeof sourceSchema>;

/** One of the kinds. */
export type SourceOf<K extends SourceConfig["kind"]> = Extract<
  SourceConfig,
  { kind: K }
>;
