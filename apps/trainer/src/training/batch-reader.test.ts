import { beforeAll, describe, expect, it } from "@jest/globals";
import {
  AUGMENT_DEFAULTS,
  createDataset,
  packFaces,
  type FacePack,
} from "@fdhm/datasets";
import type { Batch, FastDhmConfig } from "@fdhm/networks";
import { BatchReader } from "./batch-reader.ts";
import type { ReplicaTask } from "./replica-task.ts";
import { createSharedState } from "./shared-state.ts";

const SIZE = 16;
let pack: FacePack;

/** Flat grey faces whose landmarks span the box, each of its own shade. */
beforeAll(async () => {
  const landmarks = new Float32Array(204);
  for (let k = 0; k < 68; k++)
    landmarks.set([10 + (k % 8) * 4, 10 + Math.floor(k / 8) * 4, NaN], 3 * k);
  const dataset = createDataset("grey", 5, async (i) => ({
    name: `face ${i}`,
    readPicture: async () => ({
      data: new Uint8Array(50 * 50 * 3).fill(40 * (i + 1)),
      width: 50,
      height: 50,
      channels: 3,
    }),
    landmarks,
    box: { x: 10, y: 10, width: 28, height: 32 },
  }));
  pack = await packFaces(dataset, { edge: 32 });
});

function read(replicas: number, replica: number, step: number): Batch {
  const task: ReplicaTask = {
    replica,
    shared: createSharedState(replicas, 1, 1),
    network: {} as FastDhmConfig, // Not looked at: the reader is told the input's size.
    packs: [{ pack, weight: 1 }],
    augmentation: AUGMENT_DEFAULTS,
    normalisation: { mean: [0, 0, 0], deviation: [255, 255, 255] },
    seed: 7,
    batchSize: 6,
    schedule: { rate: 1, finalRate: 1, warmUp: 0, steps: 10 },
    weightDecay: 0,
    averaging: 0,
    loss: { landmarks: { kind: "l2" }, scoreWeight: 0 },
  };
  return new BatchReader(task, SIZE).read(step);
}

describe("BatchReader", () => {
  it("gives the same batch whenever it is read, and another one next step", () => {
    expect(read(1, 0, 3)).toEqual(read(1, 0, 3));
    expect(read(1, 0, 4).images).not.toEqual(read(1, 0, 3).images);
  });

  it("divides a step's batch among the replicas", () => {
    const whole = read(1, 0, 3);
    const halves = [read(2, 0, 3), read(2, 1, 3)];
    for (const part of ["images", "landmarks", "scores"] as const)
      expect(halves.flatMap((half) => [...half[part]])).toEqual([
        ...whole[part],
      ]);
  });
});
