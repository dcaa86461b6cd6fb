import { OPTIMISERS } from "@fdhm/networks";
import { z } from "zod";

/** How gradients move the weights. */
export const optimiserSchema = z.strictObject({
  kind: z
    .enum(OPTIMISERS)
    .default("adamw")
    .describe(
      "adam adds weight decay to the gradient, adamw takes it off the weight.",
    ),
  rate: z.number().positive().default(1e-3).describe("Highest rate."),
  momentum: z
    .number()
    .min(0)
    .lt(1)
    .optional()
    .describe("Of rmsprop and sgd; beta 1 of adam and adamw."),
  weightDecay: z.number().nonnegative().default(1e-4),
  clip: z
    .number()
    .positive()
    .optional()
    .describe("Greatest length of the whole gradient; longer ones are cut."),
  averaging: z
    .number()
    .min(0)
    .lt(1)
    .default(0.998)
    .describe("Decay of the running mean of the weights that is kept."),
});

const warmUp = z
  .int()
  .nonnegative()
  .default(100)
  .describe("Steps in which the rate rises from nothing.");

/** How the rate moves over the steps. */
export const scheduleSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("cosine"),
    finalRate: z.number().nonnegative().default(1e-5),
    warmUp,
  }),
  z
    .strictObject({
      kind: z.literal("step"),
      at: z
        .array(z.int().positive())
        .min(1)
        .optional()
        .describe("Steps from which the rate is multiplied once more."),
      atEpochs: z
        .array(z.number().positive())
        .min(1)
        .optional()
        .describe("The same in epochs, as training.epochs counts them."),
      factor: z.number().positive().max(1).default(0.1),
      warmUp,
    })
    .refine(
      ({ at, atEpochs }) => (at === undefined) !== (atEpochs === undefined),
      { error: "exactly one of at and atEpochs" },
    ),
  z.strictObject({
    kind: z.literal("exponential"),
    every: z.int().positive().describe("Steps from one fall to the next."),
    factor: z.number().positive().max(1).default(0.95),
    warmUp,
  }),
]);

/** A checked schedule. */
export type AskedSchedule = z.infer<typeof scheduleSchema>;

/** A schedule as a run keeps it: all of it in steps. */
export type ScheduleConfig =
  | Exclude<AskedSchedule, { kind: "step" }>
  | (Omit<Extract<AskedSchedule, { kind: "step" }>, "at" | "atEpochs"> & {
      /** Steps from which the rate is multiplied once more. */
      readonly at: readonly number[];
    });
