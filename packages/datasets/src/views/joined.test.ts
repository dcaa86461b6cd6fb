import { describe, expect, it } from "@jest/globals";
import { createDataset } from "../dataset.ts";
import { joinDatasets } from "./joined.ts";

const set = (name: string, length: number) =>
  createDataset(name, length, async (index) => ({
    name: `${index}`,
    readPicture: async () => {
      throw new RangeError(`picture ${index} of ${name}`);
    },
    landmarks: new Float32Array(204),
    box: { x: 0, y: 0, width: 1, height: 1 },
  }));

describe("joinDatasets", () => {
  it("goes from set to set in their order, under names that differ", async () => {
    const joined = joinDatasets([
      ...[set("a", 2), set("empty", 0), set("b", 1), set("a", 1)],
    ]);
    expect(joined).toMatchObject({ name: "a + empty + b + a 2", length: 4 });
    const names: string[] = [];
    for await (const { name } of joined) names.push(name);
    expect(names).toEqual(["a/0", "a/1", "b/0", "a 2/0"]);
    const { readPicture } = await joined.sample(2);
    await expect(readPicture()).rejects.toThrow("picture 0 of b");
  });

  it("is the set itself where there is but one", () => {
    const only = set("only", 3);
    expect(joinDatasets([only])).toBe(only);
  });

  it("refuses to join nothing", () => {
    expect(() => joinDatasets([])).toThrow(/at least one data set/);
  });
});
