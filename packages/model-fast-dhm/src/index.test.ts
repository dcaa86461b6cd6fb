import { readFile } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { FaceAligner } from "@fdhm/runtime-web";
import { fastDhm, fastDhmHalf } from "./index.ts";

/** Noise, which is no face. */
const picture = {
  width: 200,
  height: 200,
  channels: 3,
  data: Uint8Array.from(
    { length: 120_000 },
    (_, i) => (i * 7919 + (i >> 3) * 104729) & 255,
  ),
} as const;
const box = { x: 40, y: 40, width: 120, height: 120 };

describe.each([
  ["fast-dhm.onnx", fastDhm, 976 * 1024],
  ["fast-dhm.float16.onnx", fastDhmHalf, 0.55 * 976 * 1024],
])("%s", (name, file, most) => {
  it("is no larger than it may be", async () => {
    expect(file.href.endsWith(`/${name}`)).toBe(true);
    const { length } = await readFile(file);
    expect(length).toBeLessThanOrEqual(most);
    expect(length).toBeGreaterThan(0.8 * most);
  });

  it("is loaded by its address, and sees no face in noise", async () => {
    const aligner = await FaceAligner.load(file);
    expect(aligner.decoding.network).toBe("fast-dhm");
    const { landmarks, score } = await aligner.align(picture, box);
    await aligner.dispose();
    expect(landmarks).toHaveLength(204);
    expect(landmarks.every(Number.isFinite)).toBe(true);
    expect(score).toBeLessThan(0.5);
  });
});

describe("fast-dhm.float16.onnx", () => {
  it("gives what fast-dhm.onnx gives, to a hundredth of the box", async () => {
    const [full, half] = await Promise.all(
      [fastDhm, fastDhmHalf].map(async (file) => {
        const aligner = await FaceAligner.load(file);
        const { landmarks } = await aligner.align(picture, box);
        await aligner.dispose();
        return landmarks;
      }),
    );
    const apart = full!.map((value, i) => Math.abs(value - half![i]!));
    expect(Math.max(...apart)).toBeLessThan(0.02 * 120);
    expect(Math.max(...apart)).toBeGreaterThan(0);
  });
});
