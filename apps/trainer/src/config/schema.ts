import { z } from "zod";

/** Pictures with labels to learn from or to measure on. */
const source = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("rendered"),
      count: z.int().positive().describe("How many faces to render."),
      seed: z
        .int()
        .nonnegative()
        .default(1)
        .describe("Another seed gives other people, poses and light."),
      size: z.int().min(32).max(1024).default(160).describe("Edge in px."),
      weight: z
        .number()
        .positive()
        .default(1)
        .describe("Share of the batches, relative to the other sources."),
    }),
    z.strictObject({
      kind: z.literal("pts"),
      path: z
        .string()
        .describe(
          "Folder of pictures with iBUG .pts files beside them; ${NAME} stands for an environment variable.",
        ),
      weight: z
        .number()
        .positive()
        .optional()
        .describe("Share of the batches; by default the number of its faces."),
    }),
    z.strictObject({
      kind: z.literal("benchmark"),
      path: z
        .string()
        .describe("Folder with a labels.json of poses and boxes."),
      role: z.enum(["score", "tune", "helen"]).default("score"),
      weight: z.number().positive().optional(),
    }),
  ])
  .describe("One set of faces.");

/** A set of faces in a configuration. */
export type SourceConfig = z.infer<typeof source>;

const augmentation = z.strictObject({
  flip: z.number().min(0).max(1).default(0.5).describe("Chance of a mirror."),
  rotation: z
    .number()
    .min(0)
    .max(180)
    .default(20)
    .describe("Standard deviation of the turn in the plane, degrees."),
  quarterTurns: z
    .number()
    .min(0)
    .max(1)
    .default(1 / 6)
    .describe("Chance that the turn is drawn evenly up to 90 degrees instead."),
  scale: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.12)
    .describe("Windows are up to this much larger or smaller."),
  shift: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.06)
    .describe("Windows are off by up to this fraction of their side."),
  colour: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe("Strength of brightness, contrast, tint and grey."),
  occlusion: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe("Chance of a patch before the face."),
  negatives: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.06)
    .describe("Share of crops that hold no face or less than half of one."),
});

const training = z.strictObject({
  steps: z.int().positive().describe("Optimiser steps."),
  batchSize: z
    .int()
    .positive()
    .default(32)
    .describe("Crops a step, all workers together."),
  workers: z
    .int()
    .positive()
    .max(64)
    .default(2)
    .describe(
      "Replicas, one a core; the batch is divided among them, so the count is part of the recipe.",
    ),
  optimiser: z
    .strictObject({
      rate: z.number().positive().default(1e-3).describe("Highest rate."),
      finalRate: z.number().positive().default(1e-5),
      warmUp: z
        .int()
        .nonnegative()
        .default(100)
        .describe("Steps in which the rate rises from nothing."),
      weightDecay: z.number().nonnegative().default(1e-4),
      averaging: z
        .number()
        .min(0)
        .lt(1)
        .default(0.998)
        .describe("Decay of the running mean of the weights that is kept."),
    })
    .prefault({}),
  loss: z
    .strictObject({
      landmarks: z
        .discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("l2") }),
          z.strictObject({
            kind: z.literal("smooth-l1"),
            beta: z.number().positive().default(0.02),
          }),
          z.strictObject({
            kind: z.literal("wing"),
            width: z.number().positive().default(0.05),
            curvature: z.number().positive().default(0.01),
          }),
        ])
        .prefault({ kind: "wing" })
        .describe(
          "Penalty of a coordinate; lengths are fractions of the crop.",
        ),
      score: z
        .number()
        .nonnegative()
        .default(0.02)
        .describe("Weight of the face / no-face term."),
    })
    .prefault({}),
  validateEvery: z.int().positive().default(500).describe("Steps."),
  checkpointEvery: z.int().positive().default(250).describe("Steps."),
  keepCheckpoints: z.int().positive().default(3).describe("Newest ones kept."),
});

/** Everything a run depends on. */
export const runConfigSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[\w][\w.-]*$/, "letters, digits, '.', '_' and '-'")
    .describe("Names the run directory."),
  seed: z.int().nonnegative().default(1),
  network: z
    .strictObject({
      preset: z.string().default("fast-dhm").describe("A preset's name."),
      inputSize: z.int().positive().optional(),
      cnnWidth: z.number().positive().optional(),
      recurrentWidth: z.number().positive().optional(),
      steps: z.int().positive().optional(),
    })
    .prefault({}),
  data: z.strictObject({
    train: z.array(source).min(1),
    validation: z
      .array(source)
      .min(1)
      .describe("Measured while training; picks the best checkpoint."),
    test: source.describe(
      "Measured once, at the end, with the exported model.",
    ),
    packEdge: z
      .int()
      .min(32)
      .max(512)
      .default(160)
      .describe("Edge in px at which decoded faces wait in memory."),
  }),
  augmentation: augmentation.prefault({}),
  training,
});

/** A checked configuration with all defaults filled in. */
export type RunConfig = z.infer<typeof runConfigSchema>;
