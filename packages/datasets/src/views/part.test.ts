import { describe, expect, it } from "@jest/globals";
import { createDataset } from "../dataset.ts";
import { partOf } from "./part.ts";

const dataset = createDataset("set", 10, async (index) => ({
  name: `${index}`,
  readPicture: async () => {
    throw new RangeError("not asked for");
  },
  landmarks: new Float32Array(204),
  box: { x: 0, y: 0, width: 1, height: 1 },
}));

describe("partOf", () => {
  it.each([1, 3, 10, 12])(
    "shares the set out among %i, in order",
    async (n) => {
      const names: string[] = [];
      for (let i = 0; i < n; i++)
        for await (const { name } of partOf(dataset, i, n)) names.push(name);
      expect(names).toEqual(Array.from({ length: 10 }, (_, i) => `${i}`));
    },
  );

  it("refuses a part that there is not", () => {
    expect(() => partOf(dataset, 3, 3)).toThrow(/from 0 to 2 for part/);
    expect(() => partOf(dataset, 0, 0)).toThrow(/from 1 for parts/);
  });
});
