import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { describe, expect, it } from "@jest/globals";
import { tightBox } from "@fdhm/landmarks";
import { createDataset, type Dataset } from "../dataset.ts";
import {
  concatenatePacks,
  packFaces,
  packedLandmarks,
  packedPicture,
} from "./face-pack.ts";

/** Faces whose 68 points fill the box from (20, 30) to (60, 70), in pictures of one red. */
function squares(name: string, reds: readonly number[]): Dataset {
  return createDataset(name, reds.length, async (index) => {
    const [width, height] = [100, 120];
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < data.length; i += 3) data[i] = reds[index]!;
    const landmarks = Float32Array.from(
      { length: 204 },
      (_, i) => [20 + (i % 2) * 40, i % 4 < 2 ? 30 : 70, 8][i % 3]!,
    );
    return {
      name: `${name} ${index}`,
      readPicture: async () => ({ data, width, height, channels: 3 as const }),
      landmarks,
      box: tightBox(landmarks),
      ...(index === 0 ? { pose: { pitch: 0, yaw: 0.5, roll: 0 } } : {}),
    };
  });
}

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
    expect(pack.yaws[0]).toBe(0.5);
    expect(pack.yaws[1]).toBeNaN();
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

  it("refuses a square that is none and a margin that cuts the face", async () => {
    const set = squares("set", [1]);
    await expect(packFaces(set, { edge: 10.5 })).rejects.toThrow(/edge/);
    await expect(packFaces(set, { margin: 0.9 })).rejects.toThrow(/margin/);
  });
});

describe("concatenatePacks", () => {
  it("joins packs in their order", async () => {
    const options = { edge: 16 };
    const a = await packFaces(squares("a", [10]), options);
    const b = await packFaces(squares("b", [20, 30]), options);
    const joined = concatenatePacks([a, b]);
    expect(joined.name).toBe("a + b");
    expect(joined.names).toEqual(["a 0", "b 0", "b 1"]);
    const middle = 3 * (16 * 8 + 8);
    expect([0, 1, 2].map((i) => packedPicture(joined, i).data[middle])).toEqual(
      [10, 20, 30],
    );
    expect(packedLandmarks(joined, 2)).toEqual(packedLandmarks(b, 1));
    expect([...joined.yaws]).toEqual([0.5, 0.5, NaN]);
  });

  it("refuses packs of different squares", async () => {
    const a = await packFaces(squares("a", [1]), { edge: 16 });
    const b = await packFaces(squares("b", [1]), { edge: 16, margin: 2 });
    expect(() => concatenatePacks([a, b])).toThrow(/margin of b/);
    expect(() => concatenatePacks([])).toThrow(/at least one pack/);
  });
});
