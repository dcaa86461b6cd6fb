import { describe, expect, it } from "@jest/globals";
import { createDataset } from "../dataset.ts";
import { withJitteredBoxes } from "./jittered-boxes.ts";

const box = { x: 10, y: 20, width: 80, height: 100 };
const dataset = createDataset(
  "set",
  500,
  async (index) => ({
    name: `${index}`,
    readPicture: async () => {
      throw new RangeError("not asked for");
    },
    landmarks: new Float32Array(204),
    box,
  }),
  "test",
);

describe("withJitteredBoxes", () => {
  it("moves centres and edges up to their limits, and keeps the shape", async () => {
    const jittered = withJitteredBoxes(dataset, { seed: 3 });
    expect(jittered).toMatchObject({ length: 500, split: "test" });
    const factors: number[] = [];
    const shifts: number[] = [];
    for await (const { box: found } of jittered) {
      expect(found.width / found.height).toBeCloseTo(0.8, 10);
      factors.push(found.height / 100);
      shifts.push((found.x + found.width / 2 - 50) / 100);
      shifts.push((found.y + found.height / 2 - 70) / 100);
    }
    for (const [values, middle, reach] of [
      [factors, 1, 0.1],
      [shifts, 0, 0.05],
    ] as const) {
      const [least, most] = [Math.min(...values), Math.max(...values)];
      expect(least).toBeGreaterThanOrEqual(middle - reach);
      expect(most).toBeLessThanOrEqual(middle + reach);
      expect(least).toBeLessThan(middle - 0.95 * reach);
      expect(most).toBeGreaterThan(middle + 0.95 * reach);
    }
  });

  it("gives the same boxes for the same seed, whatever was read before", async () => {
    const first = withJitteredBoxes(dataset, { seed: 3 });
    const again = withJitteredBoxes(dataset, { seed: 3 });
    const other = withJitteredBoxes(dataset, { seed: 4 });
    await first.sample(0);
    expect((await first.sample(7)).box).toEqual((await again.sample(7)).box);
    expect((await first.sample(7)).box).not.toEqual(
      (await other.sample(7)).box,
    );
  });

  it("changes nothing without reach, and refuses limits that are none", async () => {
    const still = withJitteredBoxes(dataset, { seed: 1, scale: 0, shift: 0 });
    expect((await still.sample(1)).box).toEqual(box);
    const open = (change: object) => () =>
      withJitteredBoxes(dataset, { seed: 1, ...change });
    expect(open({ scale: 1 })).toThrow(/below 1 for scale/);
    expect(open({ shift: -1 })).toThrow(/from 0 for shift/);
    expect(open({ seed: 0.5 })).toThrow(/whole numbers/);
  });
});
