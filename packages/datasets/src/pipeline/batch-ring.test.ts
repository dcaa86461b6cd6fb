import { Worker } from "node:worker_threads";
import { describe, expect, it } from "@jest/globals";
import {
  RingClosedError,
  closeRing,
  createBatchRing,
  fillNext,
  releaseSlot,
  takeSlot,
} from "./batch-ring.ts";

const sizes = { lanes: 2, depth: 3, turns: 5, length: 4 };

describe("a batch ring", () => {
  it("passes every turn of every lane, in order, over the same memory", async () => {
    const ring = createBatchRing(sizes);
    const filled: string[] = [];
    const fill = (slot: Float32Array, lane: number, turn: number) => {
      filled.push(`${lane}:${turn}`);
      slot.fill(10 * turn + lane);
    };
    const places = new Set<number>();
    for (let turn = 0; turn < sizes.turns; turn++) {
      for (let lane = 0; lane < sizes.lanes; lane++)
        expect(await fillNext(ring, fill)).toBe(true);
      for (let lane = 0; lane < sizes.lanes; lane++) {
        const slot = takeSlot(ring, lane, turn);
        expect([...slot]).toEqual(new Array(4).fill(10 * turn + lane));
        places.add(slot.byteOffset);
        releaseSlot(ring, lane, turn);
      }
    }
    expect(places.size).toBe(6);
    expect(await fillNext(ring, fill)).toBe(false);
    expect(filled.slice(0, 5)).toEqual(["0:0", "1:0", "0:1", "1:1", "0:2"]);
    expect(filled).toHaveLength(10);
  });

  it("lets no filler overtake a taker, nor a taker a filler", async () => {
    const ring = createBatchRing({ ...sizes, lanes: 1, turns: 200 });
    // The other thread takes: waits until the slot is full, adds its number up, gives it back.
    const taker = new Worker(
      `
      const { parentPort, workerData: { control, numbers, depth, length, turns } } = require("node:worker_threads");
      let sum = 0;
      for (let turn = 0; turn < turns; turn++) {
        const index = 2 + (turn % depth);
        const full = 2 * Math.floor(turn / depth) + 1;
        for (let seen; (seen = Atomics.load(control, index)) !== full; ) Atomics.wait(control, index, seen, 1000);
        if (numbers[(turn % depth) * length] !== turn) throw new Error("turn " + turn);
        sum += turn;
        Atomics.store(control, index, full + 1);
        Atomics.notify(control, index);
      }
      parentPort.postMessage(sum);`,
      { eval: true, workerData: ring },
    );
    const sum = new Promise<number>((resolve, reject) => {
      taker.on("message", resolve);
      taker.on("error", reject);
    });
    while (await fillNext(ring, (slot, _, turn) => void slot.fill(turn)));
    expect(await sum).toBe((199 * 200) / 2);
    await taker.terminate();
  });

  it("lets nobody wait for what will never come", async () => {
    const ring = createBatchRing(sizes);
    const fail = () => {
      throw new RangeError("no face");
    };
    await expect(fillNext(ring, fail)).rejects.toThrow("no face");
    expect(() => takeSlot(ring, 0, 0)).toThrow(RingClosedError);

    const full = createBatchRing({ ...sizes, lanes: 1 });
    for (let turn = 0; turn < 3; turn++) await fillNext(full, () => undefined);
    closeRing(full);
    expect(await fillNext(full, () => undefined)).toBe(false);
    // What was filled before may still be taken.
    expect(takeSlot(full, 0, 2)).toHaveLength(4);
  });

  it("refuses sizes that are none", () => {
    expect(() => createBatchRing({ ...sizes, depth: 0 })).toThrow(/depth/);
    expect(() => createBatchRing({ ...sizes, turns: -1 })).toThrow(/turns/);
  });
});
