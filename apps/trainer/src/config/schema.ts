import { z } from "zod";
import { augmentationSchema } from "./augmentation-schema.ts";
import type { ScheduleConfig } from "./optimiser-schema.ts";
import { networkSchema } from "./network-schema.ts";
import { sourceSchema } from "./source.ts";
import { trainingSchema } from "./training-schema.ts";

/** Everything a run depends on. */
export const runConfigSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[\w][\w.-]*$/, "letters, digits, '.', '_' and '-'")
    .describe("Names the run directory."),
  seed: z.int().nonnegative().default(1),
  network: networkSchema.prefault({}),
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
  augmentation: augmentationSchema.prefault({}),
  training: trainingSchema,
});

/** A checked configuration with all defaults filled in; its length in steps or epochs. */
export type AskedConfig = z.infer<typeof runConfigSchema>;

/** A configuration as a run keeps it: its length and schedule are known in steps. */
export type RunConfig = Omit<AskedConfig, "training"> & {
  /** How the network is trained. */
  readonly training: Omit<
    AskedConfig["training"],
    "steps" | "epochs" | "schedule"
  > & {
    /** Optimiser steps. */
    readonly steps: number;
    /** How the learning rate moves. */
    readonly schedule: ScheduleConfig;
  };
};
