import { z } from "zod";
import { partWeights } from "./part-weights.ts";

/** What a training minimises. */
export const lossSchema = z.strictObject({
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
    .describe("Penalty of a coordinate; lengths are fractions of the crop."),
  depth: z
    .number()
    .nonnegative()
    .default(1)
    .describe("Weight of z beside x and y."),
  parts: partWeights,
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
      "Given, landmarks that are further off in a batch (each replica's part of it) weigh more in it; about 1 on average.",
    ),
  hardShare: z
    .number()
    .positive()
    .max(1)
    .default(1)
    .describe(
      "Share of a batch's faces (each replica's part of it), those that are furthest off, whose landmarks count.",
    ),
  openings: z
    .number()
    .nonnegative()
    .default(0)
    .describe(
      "Weight of how far eyes and lips are opened: of the vectors from upper to lower lid and lip.",
    ),
  score: z
    .number()
    .nonnegative()
    .default(0.02)
    .describe("Weight of the face / no-face term."),
  parameters: z
    .number()
    .nonnegative()
    .default(0)
    .describe(
      "Weight of the 234 parameters' distance, for networks that estimate them: they are fitted to every face's landmarks.",
    ),
  uncertainty: z
    .number()
    .positive()
    .default(0.01)
    .describe("Weight of the uncertainty's term; of networks that tell it."),
  steps: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      "Weight of a recurrent step's landmarks over those of the step after it; 0: only the last step's count.",
    ),
});
