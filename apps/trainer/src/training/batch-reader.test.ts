import { beforeAll, describe, expect, it } from "@jest/globals";
import {
  AUGMENT_DEFAULTS,
  createBatchRing,
  createDataset,
  fillNext,
  packFaces,
  type FacePack,
} from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { landmarkModel, type Batch } from "@fdhm/networks";
import { batchLength, batchOver } from "./batch-layout.ts";
import { BatchReader, partOf, type ReadingTask } from "./batch-reader.ts";
import { batchSource } from "./batch-source.ts";

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

function task(replicas: number): ReadingTask {
  return {
    packs: [{ pack, weight: 1 }],
    sampling: { balance: 0 },
    augmentation: AUGMENT_DEFAULTS,
    normalisation: { mean: [0, 0, 0], deviation: [255, 255, 255] },
    seed: 7,
    batchSize: 6,
    replicas,
    inputSize: SIZE,
  };
}

function read(replicas: number, replica: number, step: number): Batch {
  const part = partOf(task(replicas));
  const numbers = new Float32Array(batchLength(part));
  new BatchReader(task(replicas)).fill(numbers, replica, step);
  return batchOver(numbers, part);
}

describe("BatchReader", () => {
  it("weighs what a source's labels are worth", () => {
    const numbers = new Float32Array(batchLength(partOf(task(1))));
    const plain = read(1, 0, 3);
    const packs = [{ pack, weight: 1, labelWeights: new Float32Array(204) }];
    packs[0]!.labelWeights.fill(0.5, 0, 51);
    new BatchReader({ ...task(1), packs }).fill(numbers, 0, 3);
    const weighed = batchOver(numbers, partOf(task(1)));
    const worth = plain.landmarkWeights.map((weight, i) =>
      i % 204 < 51 ? weight / 2 : 0,
    );
    expect(worth.some((weight) => weight === 0.5)).toBe(true);
    expect(weighed.landmarkWeights).toEqual(worth);
    expect(weighed.images).toEqual(plain.images);
  });

  it("tells whose pictures a step's batch holds", () => {
    const names = new BatchReader(task(2)).names(3);
    expect(names.length).toBe(6);
    expect(names).toEqual(new BatchReader(task(1)).names(3));
    expect(names.every((name) => /^grey\/face [0-4]$/.test(name))).toBe(true);
    expect(names).not.toEqual(new BatchReader(task(1)).names(4));
  });

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

describe("BatchReader with a model", () => {
  it("fits its parameters to every face, and to nothing else", async () => {
    const model = landmarkModel(await loadOpenFace());
    const fitting = { ...task(1), model };
    const part = partOf(fitting);
    const numbers = new Float32Array(batchLength(part));
    new BatchReader(fitting).fill(numbers, 0, 3);
    const { parameters, ...rest } = batchOver(numbers, part);
    expect(rest).toEqual(read(1, 0, 3));
    const seen = new Set<number>();
    for (const [i, score] of rest.scores.entries()) {
      const own = parameters!.subarray(234 * i, 234 * (i + 1));
      expect(own.every(score === 1 ? Number.isFinite : Number.isNaN)).toBe(
        true,
      );
      seen.add(score);
    }
    expect([...seen].sort()).toEqual([0, 1]);
  });
});

describe("batchSource", () => {
  it("gives the same batches from a ring, from any step on, as without", async () => {
    const [replicas, begun] = [2, 4];
    const reader = new BatchReader(task(replicas));
    const length = batchLength(partOf(task(replicas)));
    const ring = createBatchRing({
      lanes: replicas,
      depth: 2,
      turns: 5,
      length,
    });
    const filled = { ring, begun };
    for (let step = begun; step < begun + 5; step++)
      for (let replica = 0; replica < replicas; replica++) {
        await fillNext(ring, (slot, lane, turn) =>
          reader.fill(slot, lane, begun + turn),
        );
        const ahead = batchSource(task(replicas), replica, filled);
        const own = batchSource(task(replicas), replica, undefined);
        expect(ahead.take(step)).toEqual(own.take(step));
        expect(own.take(step)).toEqual(read(replicas, replica, step));
        ahead.done(step);
        own.done(step);
      }
  });
});
