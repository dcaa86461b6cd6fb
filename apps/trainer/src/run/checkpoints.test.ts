import {
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Network } from "@fdhm/networks";
import {
  createSharedState,
  type SharedState,
} from "../training/shared-state.ts";
import { Checkpoints } from "./checkpoints.ts";

/** All that checkpoints look at of a network. */
const network = {
  name: "tiny",
  layout: { weights: [], trainable: 3, size: 5 },
} as unknown as Network;

function stateOf(value: number): SharedState {
  const state = createSharedState(1, 3, 2);
  state.weights.fill(value);
  state.averaged.fill(value + 0.25);
  state.firstMoments.fill(value + 0.5);
  state.secondMoments.fill(value + 0.75);
  return state;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "checkpoints-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("Checkpoints", () => {
  it("gives back the newest state, all of it", async () => {
    const checkpoints = new Checkpoints(folder, network, 3);
    await checkpoints.save(10, stateOf(1));
    await checkpoints.save(20, stateOf(2));
    const state = stateOf(0);
    expect(await new Checkpoints(folder, network, 3).restore(state)).toBe(20);
    expect(state.weights).toEqual(stateOf(2).weights);
    expect(state.averaged).toEqual(stateOf(2).averaged);
    expect(state.firstMoments).toEqual(stateOf(2).firstMoments);
    expect(state.secondMoments).toEqual(stateOf(2).secondMoments);
  });

  it("begins at step 0 where there is none", async () => {
    const state = stateOf(7);
    const none = new Checkpoints(join(folder, "none"), network, 3);
    expect(await none.restore(state)).toBe(0);
    expect(state.weights[0]).toBe(7);
  });

  it("keeps the newest and the best, also over a restart", async () => {
    const checkpoints = new Checkpoints(folder, network, 2);
    await checkpoints.save(1, stateOf(1), 0.5);
    await checkpoints.save(2, stateOf(2), 0.1);
    await checkpoints.save(3, stateOf(3), 0.2);
    const again = new Checkpoints(folder, network, 2);
    await again.restore(stateOf(0));
    await again.save(4, stateOf(4), 0.15);
    expect((await readdir(folder)).sort()).toEqual([
      "best.safetensors",
      "step-00000003.safetensors",
      "step-00000004.safetensors",
    ]);
    const state = stateOf(0);
    expect(await again.restore(state, "best")).toBe(2);
    expect(state.weights[0]).toBe(2);
  });

  it("clears away what a kill left half written", async () => {
    const half = join(folder, "step-00000005.safetensors.77.partial");
    await writeFile(half, "half");
    const checkpoints = new Checkpoints(folder, network, 3);
    expect(await checkpoints.restore(stateOf(0))).toBe(0);
    await checkpoints.save(10, stateOf(1));
    expect(await readdir(folder)).toEqual(["step-00000010.safetensors"]);
  });

  it("passes over a newest one that is cut", async () => {
    const checkpoints = new Checkpoints(folder, network, 3);
    await checkpoints.save(10, stateOf(1));
    await checkpoints.save(20, stateOf(2));
    const newest = join(folder, "step-00000020.safetensors");
    await truncate(newest, (await readFile(newest)).length - 4);
    const state = stateOf(0);
    expect(await checkpoints.restore(state)).toBe(10);
    expect(state.weights[0]).toBe(1);
  });

  it("refuses to begin anew over checkpoints that are all broken or another network's", async () => {
    const checkpoints = new Checkpoints(folder, network, 3);
    await checkpoints.save(10, stateOf(1));
    const other = {
      name: "other",
      layout: { weights: [], trainable: 4, size: 5 },
    } as unknown as Network;
    await expect(
      new Checkpoints(folder, other, 3).restore(createSharedState(1, 4, 1)),
    ).rejects.toThrow(/4 numbers for firstMoments.*step-00000010/);
  });
});
