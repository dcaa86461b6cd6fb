import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Taken } from "../training/pace.ts";
import type { Machine } from "./machine.ts";

/** The loss of a step. */
export interface LossEntry extends Partial<Taken> {
  /** Steps that are done. */
  readonly step: number;
  /** Of the last of them, over the whole batch; NaN where it was no finite number. */
  readonly loss: number;
  /** Share of the time since the last entry that was spent waiting for batches. */
  readonly waiting?: number;
}

/** A validation. */
export interface ValidationEntry {
  /** Steps that are done. */
  readonly step: number;
  /** Mean NME of the faces as a fraction; null where all were missed. */
  readonly mean: number | null;
  /** Mean NME by pose bin; null for a bin without a face. */
  readonly bins: readonly (number | null)[];
  /** Part of the faces above 6 %. */
  readonly failures: number;
}

/** A process that worked on the run. */
export interface SessionEntry {
  /** Steps that were done when it began. */
  readonly step: number;
  /** When, as ISO 8601. */
  readonly started: string;
  /** Where. */
  readonly machine: Machine;
  /** What computes the steps. */
  readonly kernels: string;
  /** Faces of the sources together: an epoch. */
  readonly facesPerEpoch: number;
  /** Weights of the network that are trained. */
  readonly weights: number;
  /** Multiply-adds of the network for a face. */
  readonly multiplyAdds: number;
}

/** What `metrics.jsonl` tells of a run. */
export interface Metrics {
  /** Losses, in order of their steps. */
  readonly losses: readonly LossEntry[];
  /** Validations, in order of their steps. */
  readonly validations: readonly ValidationEntry[];
  /** Processes, the first first. */
  readonly sessions: readonly SessionEntry[];
}

/**
 * Reads a run's metrics, also while it goes on: a last line that is half written is left out.
 *
 * @param folder - run directory; one without metrics has none.
 */
export async function readMetrics(folder: string): Promise<Metrics> {
  const text = await readFile(join(folder, "metrics.jsonl"), "utf8").catch(
    () => "",
  );
  const losses: LossEntry[] = [];
  const validations: ValidationEntry[] = [];
  const sessions: SessionEntry[] = [];
  for (const line of text.split("\n")) {
    const entry = parseLine(line);
    if (entry === undefined) continue;
    const { step, loss, validation, session } = entry;
    if (validation !== undefined)
      validations.push({ ...(validation as ValidationEntry), step });
    else if (session !== undefined)
      sessions.push({ ...(session as SessionEntry), step });
    else if (loss !== undefined)
      losses.push({ ...entry, step, loss: (loss as number | null) ?? NaN });
  }
  return { losses, validations, sessions };
}

function parseLine(
  line: string,
): (Record<string, unknown> & { readonly step: number }) | undefined {
  try {
    const entry = JSON.parse(line) as { step: number };
    return Number.isFinite(entry.step) ? { ...entry } : undefined;
  } catch {
    return undefined;
  }
}
