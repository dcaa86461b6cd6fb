import { z } from "zod";

const runName = z
  .string()
  .regex(/^[\w][\w.-]*$/, "letters, digits, '.', '_' and '-'");

/** Keys as of `--set`, such as `training.optimiser.rate`. */
const keySchema = z.string().min(1);

const valuesSchema = z.array(z.unknown()).min(1);

/** Where values are drawn from. */
const rangeSchema = z
  .strictObject({
    from: z.number().describe("Least value."),
    to: z.number().describe("Greatest value."),
    scale: z
      .enum(["linear", "log"])
      .default("linear")
      .describe("log: every factor alike, as for rates; only above 0."),
    whole: z.boolean().default(false).describe("Rounded to whole numbers."),
  })
  .refine(({ from, to }) => from < to, { error: "from below to" })
  .refine(({ from, scale }) => scale === "linear" || from > 0, {
    error: "from above 0 for scale: log",
  });

/** Several runs that differ in some keys. */
export const sweepSchema = z
  .strictObject({
    name: runName.describe("Names the folder of the run directories."),
    base: z
      .string()
      .describe("Configuration that all start from, beside this file."),
    grid: z
      .record(keySchema, valuesSchema)
      .optional()
      .describe("Every combination of the values of the keys."),
    random: z
      .strictObject({
        count: z.int().positive().describe("Combinations that are drawn."),
        seed: z.int().nonnegative().default(1),
        keys: z
          .record(keySchema, z.union([rangeSchema, valuesSchema]))
          .describe("Ranges, or lists of values that are equally likely."),
      })
      .optional()
      .describe("Combinations drawn at random; more of them keep the first."),
    candidates: z
      .record(runName, z.record(keySchema, z.unknown()))
      .optional()
      .describe("Runs by their names, each with its keys and values."),
  })
  .refine(
    ({ grid, random, candidates }) =>
      [grid, random, candidates].filter(Boolean).length === 1,
    { error: "exactly one of grid, random and candidates" },
  );

/** A checked sweep. */
export type SweepConfig = z.infer<typeof sweepSchema>;
