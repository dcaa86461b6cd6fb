import { describe, expect, it } from "@jest/globals";
import { createDataset } from "../dataset.ts";
import type { Sample } from "../sample.ts";
import { inspectDataset } from "./inspect-dataset.ts";

const picture = {
  data: new Uint8Array(40 * 40 * 3),
  width: 40,
  height: 40,
  channels: 3 as const,
};
const grid = (shift: number, z: number) =>
  Float32Array.from({ length: 204 }, (_, i) => {
    const k = Math.floor(i / 3);
    return [shift + (k % 8), shift + Math.floor(k / 8), z][i % 3]!;
  });

function sample(name: string, change: Partial<Sample> = {}): Sample {
  return {
    name,
    readPicture: async () => picture,
    landmarks: grid(10, NaN),
    box: { x: 10, y: 10, width: 7, height: 8 },
    ...change,
  };
}

const yaw = (degrees: number) => ({
  pose: { pitch: 0, yaw: (degrees * Math.PI) / 180, roll: 0 },
});

describe("inspectDataset", () => {
  it("counts what is known, what lies outside and what is broken", async () => {
    const samples = [
      sample("plain"),
      sample("rich", {
        ...yaw(40),
        landmarks: grid(10, 1),
        visibility: new Float32Array(68),
        parameters: new Float32Array(234),
        readMask: async () => new Uint8Array(1600),
        box: { x: 0, y: 0, width: 30, height: 20 },
      }),
      sample("outside", { ...yaw(-20), landmarks: grid(-3, NaN) }),
      sample("broken", {
        ...yaw(80),
        readPicture: async () => {
          throw new RangeError("no picture");
        },
      }),
    ];
    const set = createDataset("set", 4, async (index) => samples[index]!);
    const done: number[] = [];
    const found = await inspectDataset(set, (count) => done.push(count));
    expect(done).toEqual([1, 2, 3, 4]);
    expect(found).toEqual({
      sound: 3,
      broken: [{ name: "broken", error: new RangeError("no picture") }],
      known: { depth: 1, pose: 2, visibility: 1, parameters: 1, mask: 1 },
      outside: 1,
      boxEdge: [8, 8, 30],
      yaw: { from: -30, width: 15, counts: [1, 0, 0, 0, 1] },
      pitch: { from: 0, width: 15, counts: [2] },
      roll: { from: 0, width: 15, counts: [2] },
    });
  });
});
