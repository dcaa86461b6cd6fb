import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { describe, expect, it } from "@jest/globals";
import { createDataset } from "../dataset.ts";
import {
  packedLandmarks,
  packedMask,
  packedPicture,
  packedPose,
  packedVisibility,
} from "./face-pack.ts";
import { packFaces } from "./pack-faces.ts";
import { masked, squares } from "./squares.test.fixture.ts";

describe("packFaces", () => {
  it("cuts the enlarged window and normalises to the protocol's", async () => {
    const options = { edge: 64, margin: 1.6, boxScale: 1.5 };
    const pack = await packFaces(squares("set", [200, 90]), options);
    expect(pack).toMatchObject({ ...options, count: 2, name: "set" });
    expect(pack.names).toEqual(["set 0", "set 1"]);
    // The protocol's window is 60 px wide around (40, 50), the square 96 px from (-8, 2): the left is black.
    const { data, width, height } = packedPicture(pack, 1);
    expect([width, height]).toEqual([64, 64]);
    expect(data[3 * 64 * 32]).toBe(0);
    expect(data[3 * (64 * 32 + 32)]).toBe(90);
    const landmarks = packedLandmarks(pack, 0);
    expect(landmarks[0]).toBeCloseTo(-20 / 60, 6);
    expect(landmarks[1]).toBeCloseTo(-20 / 60, 6);
    expect(landmarks[2]).toBeCloseTo(8 / 60, 6);
  });

  it("keeps pose and visibility, and NaN where they are unknown", async () => {
    const seen = Float32Array.from({ length: 68 }, (_, k) => k % 2);
    const set = squares("set", [1, 2], (sample, index) =>
      index === 1 ? { ...sample, visibility: seen } : sample,
    );
    const pack = await packFaces(set, { edge: 16 });
    expect([...packedPose(pack, 0)]).toEqual([0.25, 0.5, -1]);
    expect([...packedPose(pack, 1)]).toEqual([NaN, NaN, NaN]);
    expect([...packedVisibility(pack, 0)]).toEqual(new Array(68).fill(NaN));
    expect(packedVisibility(pack, 1)).toEqual(seen);
  });

  it("cuts masks as it cuts pictures, where every sample has one", async () => {
    const pack = await packFaces(squares("set", [9, 9], masked), { edge: 64 });
    const { data } = packedPicture(pack, 0);
    const mask = packedMask(pack, 1)!;
    expect(mask).toHaveLength(64 * 64);
    const row = mask.subarray(64 * 32, 64 * 33);
    // The square is 90.5 px around (40, 50): 50 px is 10 px right of its middle, 7.1 of the pack's.
    expect([row[37], row[40], row[63]]).toEqual([0, 255, 255]);
    // Beyond the picture is background.
    expect(data[3 * 64 * 32]).toBe(0);
    expect(row[0]).toBe(0);

    const half = squares("set", [9, 9], (sample, index) =>
      index === 0 ? masked(sample) : sample,
    );
    expect(await packFaces(half, { edge: 16 })).not.toHaveProperty("masks");
  });

  it("tells its progress", async () => {
    const done: string[] = [];
    await packFaces(squares("set", [1, 2, 3]), {
      edge: 16,
      concurrency: 1,
      onProgress: (p) => done.push(`${p.done}/${p.total}`),
    });
    expect(done).toEqual(["1/3", "2/3", "3/3"]);
  });

  it("is shared, not copied, with the thread that it is posted to", async () => {
    const pack = await packFaces(squares("set", [7]), { edge: 16 });
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(pack);
    const { message } = receiveMessageOnPort(port2)!;
    port1.close();
    message.pictures[0] = 77;
    expect(pack.pictures[0]).toBe(77);
    expect(message.names).toEqual(pack.names);
  });

  it("stops at the first sample that fails", async () => {
    let asked = 0;
    const broken = createDataset("broken", 50, async () => {
      asked++;
      throw new RangeError("no picture");
    });
    await expect(packFaces(broken, { concurrency: 2 })).rejects.toThrow(
      /no picture/,
    );
    expect(asked).toBeLessThanOrEqual(2);
  });

  it("leaves out what is broken for those who ask to hear of it", async () => {
    const set = squares("set", [1, 2, 3, 4], (sample, index) =>
      index % 2 === 1
        ? sample
        : {
            ...masked(sample),
            readPicture: async () => {
              throw new RangeError("no picture");
            },
          },
    );
    const told: string[] = [];
    const pack = await packFaces(set, {
      edge: 16,
      onBroken: ({ name, error }) => told.push(`${name}: ${error.message}`),
    });
    expect(told).toEqual(["set 0: no picture", "set 2: no picture"]);
    expect(pack.count).toBe(2);
    expect(pack.names).toEqual(["set 1", "set 3"]);
    expect(pack).not.toHaveProperty("masks");
    const middle = 3 * (16 * 8 + 8);
    expect(pack.pictures).toHaveLength(2 * 16 * 16 * 3);
    expect([0, 1].map((i) => packedPicture(pack, i).data[middle])).toEqual([
      2, 4,
    ]);
    expect([...packedPose(pack, 0)]).toEqual([NaN, NaN, NaN]);

    const all = squares("set", [1, 2], () => {
      throw new RangeError("gone");
    });
    await expect(packFaces(all, { onBroken: () => {} })).rejects.toThrow(
      /at least one sound sample for set but received "2 samples, all of/,
    );
  });

  it("refuses a square that is none and a margin that cuts the face", async () => {
    const set = squares("set", [1]);
    await expect(packFaces(set, { edge: 10.5 })).rejects.toThrow(/edge/);
    await expect(packFaces(set, { margin: 0.9 })).rejects.toThrow(/margin/);
  });

  it("refuses more faces than one array holds, before it reads them", async () => {
    const many = { ...squares("set", [1]), length: 1e6 };
    await expect(packFaces(many)).rejects.toThrow(
      /at most \d+ faces of 160 px .* for set but received 1000000/,
    );
  });

  it("refuses landmarks, visibility and masks of another length", async () => {
    const pack = (change: object) =>
      packFaces(squares("set", [1], (sample) => ({ ...sample, ...change })));
    await expect(pack({ landmarks: new Float32Array(15) })).rejects.toThrow(
      /204 numbers for landmarks of set 0/,
    );
    await expect(pack({ visibility: new Float32Array(3) })).rejects.toThrow(
      /68 numbers for visibility of set 0/,
    );
    const readMask = async () => new Uint8Array(7);
    await expect(pack({ readMask })).rejects.toThrow(
      /100 x 120 bytes for mask of set 0 but received Uint8Array of 7/,
    );
  });
});
