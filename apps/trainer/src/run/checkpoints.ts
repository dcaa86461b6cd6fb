import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import {
  readSafetensors,
  writeSafetensors,
  type Network,
} from "@fdhm/networks";
import type { SharedState } from "../training/shared-state.ts";
import { PARTIAL, writeAtomically } from "./write-atomically.ts";

/** What a checkpoint holds of the state, by the names of its tensors. */
const PARTS = ["weights", "averaged", "firstMoments", "secondMoments"] as const;
const BEST = "best.safetensors";
const NUMBERED = /^step-(\d+)\.safetensors$/;

/** A checkpoint that was read. */
interface Checkpoint {
  readonly step: number;
  /** Validation NME as a fraction, where the checkpoint was measured. */
  readonly nme: number | undefined;
  readonly parts: Readonly<Record<(typeof PARTS)[number], Float32Array>>;
}

/** The checkpoints of a run: the newest few and the best. What is drawn at random follows from the step, so the step is all there is to its state. */
export class Checkpoints {
  readonly #folder: string;
  readonly #network: Network;
  readonly #keep: number;
  #best = Infinity;

  /**
   * @param folder - made when the first is saved.
   * @param keep - how many of the newest stay.
   */
  constructor(folder: string, network: Network, keep: number) {
    this.#folder = folder;
    this.#network = network;
    this.#keep = keep;
  }

  /**
   * Saves the state, whole or not at all, and lets go of the oldest.
   *
   * @param step - steps that are done.
   * @param nme - validation error as a fraction, where it was measured: the lowest stays as the best.
   * @throws RangeError where it cannot be written; older checkpoints stay.
   */
  async save(step: number, state: SharedState, nme?: number): Promise<void> {
    const bytes = writeSafetensors({
      tensors: PARTS.map((name) => ({
        name,
        shape: [state[name].length],
        data: state[name],
      })),
      metadata: {
        step: String(step),
        network: this.#network.name,
        ...(nme !== undefined && { nme: String(nme) }),
      },
    });
    const name = `step-${String(step).padStart(8, "0")}.safetensors`;
    await writeAtomically(join(this.#folder, name), bytes);
    if (nme !== undefined && nme < this.#best) {
      await writeAtomically(join(this.#folder, BEST), bytes);
      this.#best = nme;
    }
    // Halves were left behind by a kill: nobody else is writing here.
    const halves = (await readdir(this.#folder)).filter((other) =>
      other.endsWith(PARTIAL),
    );
    const old = (await this.#numbered()).slice(this.#keep);
    for (const gone of [...old, ...halves])
      await rm(join(this.#folder, gone), { force: true });
  }

  /**
   * Puts a checkpoint into the state. A newest one that is cut or broken is passed over for the one before it, saying so.
   *
   * @param state - changed only where there is a good checkpoint.
   * @returns steps that are done; 0 where there is no checkpoint.
   * @throws RangeError where there are checkpoints but none is good.
   */
  async restore(
    state: SharedState,
    which: "newest" | "best" = "newest",
  ): Promise<number> {
    const best = await this.#read(BEST).catch(() => undefined);
    this.#best = best?.nme ?? Infinity;
    const names = which === "best" ? [BEST] : await this.#numbered();
    let fault: unknown;
    for (const name of names) {
      try {
        const { step, parts } = await this.#read(name);
        for (const part of PARTS) state[part].set(parts[part]);
        if (fault !== undefined)
          process.stderr.write(
            `Went back to step ${step}: ${(fault as Error).message}\n`,
          );
        return step;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
        fault ??= error;
      }
    }
    if (fault !== undefined) throw fault;
    return 0;
  }

  /** Path of the newest checkpoint; undefined where there is none. */
  async newest(): Promise<string | undefined> {
    const [name] = await this.#numbered();
    return name && join(this.#folder, name);
  }

  /** Names of the numbered checkpoints, newest first. */
  async #numbered(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names
      .filter((name) => NUMBERED.test(name))
      .sort((a, b) => b.localeCompare(a));
  }

  async #read(name: string): Promise<Checkpoint> {
    const file = join(this.#folder, name);
    const { tensors, metadata } = readSafetensors(await readFile(file), file);
    const step = Number(metadata["step"]);
    if (!Number.isSafeInteger(step) || step < 1)
      throw expected("a step", "checkpoint", metadata["step"], { file });
    const { trainable, size } = this.#network.layout;
    const lengths = {
      weights: size,
      averaged: size,
      firstMoments: trainable,
      secondMoments: trainable,
    };
    const parts = PARTS.map((part) => {
      const data = tensors.find((tensor) => tensor.name === part)?.data;
      if (data?.length !== lengths[part])
        throw expected(
          `${lengths[part]} numbers`,
          `${part} of the checkpoint`,
          data ?? "none",
          { file },
        );
      return [part, data] as const;
    });
    return {
      step,
      nme: metadata["nme"] === undefined ? undefined : Number(metadata["nme"]),
      parts: Object.fromEntries(parts) as Checkpoint["parts"],
    };
  }
}

/**
 * Whether a run has saved anything yet.
 *
 * @param folder - run directory.
 */
export async function hasCheckpoint(folder: string): Promise<boolean> {
  const names = await readdir(join(folder, "checkpoints")).catch(() => []);
  return names.some((name) => NUMBERED.test(name));
}
