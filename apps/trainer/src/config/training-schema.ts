import { z } from "zod";
import { lossSchema } from "./loss-schema.ts";
import { optimiserSchema, scheduleSchema } from "./optimiser-schema.ts";

/** How a network is trained. */
export const trainingSchema = z
  .strictObject({
    steps: z.int().positive().optional().describe("Optimiser steps."),
    epochs: z
      .number()
      .positive()
      .optional()
      .describe(
        "In place of steps: how often as many crops are drawn as the sources have faces.",
      ),
    from: z
      .string()
      .optional()
      .describe(
        "Weights to start from in place of random ones: a file that export has written as .safetensors, of this network or a narrower one.",
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
    teacher: z
      .strictObject({
        model: z.string().min(1).describe("Model file to learn from."),
        weight: z
          .number()
          .positive()
          .max(1)
          .default(0.5)
          .describe("Share of its answer in a landmark's target."),
      })
      .optional()
      .describe(
        "Distillation: labels are mixed with a larger model's answers.",
      ),
    sampling: z
      .strictObject({
        balance: z
          .number()
          .min(0)
          .max(1)
          .default(0)
          .describe(
            "0: every face of a source alike; 1: every ten degrees of yaw alike.",
          ),
        curriculum: z
          .strictObject({
            from: z
              .number()
              .min(0)
              .max(90)
              .default(30)
              .describe("Greatest yaw of the first step, degrees."),
            steps: z
              .int()
              .positive()
              .describe("Steps until it has grown to 90 degrees."),
          })
          .optional(),
      })
      .prefault({}),
    optimiser: optimiserSchema.prefault({}),
    schedule: scheduleSchema.prefault({ kind: "cosine" }),
    loss: lossSchema.prefault({}),
    validateEvery: z.int().positive().default(500).describe("Steps."),
    checkpointEvery: z.int().positive().default(250).describe("Steps."),
    keepCheckpoints: z
      .int()
      .positive()
      .default(3)
      .describe("Newest ones kept."),
  })
  .refine(
    ({ steps, epochs }) => (steps === undefined) !== (epochs === undefined),
    {
      error:
        "exactly one of steps and epochs (--set training.steps= takes a key away)",
    },
  );
