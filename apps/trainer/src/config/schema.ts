import { z } from "zod";
import { AUGMENT_DEFAULTS } from "@fdhm/datasets";
import { ACTIVATIONS } from "@fdhm/networks";
import { PARTS, type Part } from "@fdhm/landmarks";
import { sourceSchema } from "./source.ts";

function chance(usual: number, what: string) {
  return z.number().min(0).max(1).default(usual).describe(what);
}

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
  perspective: z
    .number()
    .min(0)
    .max(0.4)
    .default(AUGMENT_DEFAULTS.perspective)
    .describe(
      "Windows are tilted by up to this much: a point at an edge moves by up to half this fraction of its distance.",
    ),
  background: chance(
    AUGMENT_DEFAULTS.background,
    "Chance of another background, where a source tells heads from what is behind them.",
  ),
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
  hands: chance(AUGMENT_DEFAULTS.hands, "Chance of a hand before the face."),
  hair: chance(
    AUGMENT_DEFAULTS.hair,
    "Chance of hair that falls over the face.",
  ),
  motionBlur: chance(
    AUGMENT_DEFAULTS.motionBlur,
    "Chance of a blur along a line.",
  ),
  lowResolution: chance(
    AUGMENT_DEFAULTS.lowResolution,
    "Chance of a picture that comes from a quarter of the resolution, or more.",
  ),
  jpeg: chance(
    AUGMENT_DEFAULTS.jpeg,
    "Chance of a JPEG file's traces, quality 25 to 90.",
  ),
  negatives: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.06)
    .describe("Share of crops that hold no face or less than half of one."),
});

/** A weight for each part of the face. */
const partWeights = Object.fromEntries(
  Object.keys(PARTS).map((part) => [part, z.number().nonnegative().default(1)]),
) as Record<Part, z.ZodDefault<z.ZodNumber>>;

const training = z.strictObject({
  steps: z.int().positive().describe("Optimiser steps."),
  from: z
    .string()
    .optional()
    .describe(
      "Weights to start from in place of random ones: a file that export has written as .safetensors.",
    ),
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
  readers: z
    .int()
    .nonnegative()
    .max(64)
    .default(1)
    .describe(
      "Threads that fill batches ahead; 0: each replica fills its own before it learns from it. The numbers are the same.",
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
      depth: z
        .number()
        .nonnegative()
        .default(1)
        .describe("Weight of z beside x and y."),
      parts: z
        .strictObject(partWeights)
        .prefault({})
        .describe("Weights of the landmarks by part of the face."),
      adaptive: z
        .strictObject({
          exponent: z
            .number()
            .nonnegative()
            .default(0.5)
            .describe("Weights go with the mean error to this power."),
          least: z.number().positive().max(1).default(0.5),
          most: z.number().min(1).max(100).default(2),
        })
        .optional()
        .describe(
          "Given, landmarks that are further off in a batch (each replica's part of it) weigh more in it; their mean weight is 1.",
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
      inputSize: z.int().positive().optional().describe("Side in px."),
      cnnWidth: z
        .number()
        .positive()
        .optional()
        .describe("Width n of the CNN."),
      recurrentWidth: z
        .number()
        .positive()
        .optional()
        .describe("Width n of the recurrent module."),
      steps: z
        .int()
        .nonnegative()
        .optional()
        .describe("Steps T of the recurrent module."),
      stem: z
        .int()
        .positive()
        .optional()
        .describe("Channels of the first convolution at width 1."),
      blocks: z
        .array(
          z.strictObject({
            filters: z.int().positive().describe("Channels at width 1."),
            stride: z.int().min(1).max(2).default(1),
          }),
        )
        .min(1)
        .optional()
        .describe("The depthwise-separable blocks, first to last."),
      bottleneck: z
        .int()
        .positive()
        .optional()
        .describe("Channels that are flattened for the landmarks."),
      hidden: z
        .int()
        .nonnegative()
        .optional()
        .describe("Units between these and the landmarks; 0: none."),
      activation: z.enum(ACTIVATIONS).optional(),
      skips: z
        .boolean()
        .optional()
        .describe("Whether blocks that keep their shape add their input."),
    })
    .prefault({}),
  data: z.strictObject({
    train: z.array(sourceSchema).min(1),
    validation: z
      .array(sourceSchema)
      .min(1)
      .describe("Measured while training; picks the best checkpoint."),
    test: sourceSchema.describe(
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
