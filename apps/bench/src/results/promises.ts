import { readJson } from "@fdhm/datasets";
import { z } from "zod";
import type { BenchResults } from "./results.ts";

const timed = {
  model: z.string().min(1),
  runtime: z.enum(["native", "wasm"]),
  most: z.number().positive(),
  where: z.string().min(1),
};
const promisesSchema = z.strictObject({
  /** Model that ratios are told to. */
  reference: z.string().min(1),
  promises: z
    .array(
      z.discriminatedUnion("measure", [
        z.strictObject({ ...timed, measure: z.literal("network") }),
        z.strictObject({ ...timed, measure: z.literal("stage") }),
        z.strictObject({
          measure: z.literal("bytes"),
          model: timed.model,
          most: timed.most,
          where: timed.where,
        }),
      ]),
    )
    .min(1),
});

/** What is promised of models: of times the greatest ratio to a reference's, of files the greatest size. */
export type Promises = z.infer<typeof promisesSchema>;

/** One of them. */
export type PromiseOfModel = Promises["promises"][number];

/** Whether a promise holds. */
export interface Verdict {
  /** A sentence: what is promised where, and what was measured. */
  readonly text: string;
  /** False also where it could not be measured: a check that saw nothing has not passed. */
  readonly holds: boolean;
}

/**
 * Reads the promises.
 *
 * @throws RangeError naming the file and the place in it that departs from their shape.
 */
export function readPromises(file: string): Promise<Promises> {
  return readJson(file, "promises", promisesSchema);
}

/** Compares what was measured with what is promised: of ratios, the median over all turns. */
export function checkPromises(
  { reference, promises }: Promises,
  results: BenchResults,
): Verdict[] {
  return promises.map((promise) => {
    const { model, most, where } = promise;
    const measured = measuredOf(promise, reference, results);
    const what =
      promise.measure === "bytes"
        ? `${model}: at most ${most} bytes`
        : `${model}: ${promise.measure} at most ${most} x ${reference}'s in ${promise.runtime}`;
    const found =
      measured === undefined
        ? "not measured"
        : promise.measure === "bytes"
          ? `${measured}`
          : measured.toFixed(3);
    return {
      text: `${what} (${where}): ${found}`,
      holds: measured !== undefined && measured <= most,
    };
  });
}

function measuredOf(
  promise: PromiseOfModel,
  reference: string,
  results: BenchResults,
): number | undefined {
  const model = results.models.find(({ name }) => name === promise.model);
  if (promise.measure === "bytes") return model?.bytes;
  if (results.reference !== reference) return undefined;
  return model?.runtimes[promise.runtime]?.[promise.measure].ratio?.median;
}
