import { describe, expect, it } from "@jest/globals";
import { createDataset, type Sample } from "@fdhm/datasets";
import { shardOf } from "./shard-of.ts";

const set = createDataset("set", 10, async (index) => {
  return { name: String(index) } as Sample;
});

async function namesOf(part: number, parts: number): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of shardOf(set, { part, parts })) names.push(name);
  return names;
}

describe("shardOf", () => {
  it("has neighbours, under the set's name, that are all faces together", async () => {
    const all = await Promise.all([0, 1, 2].map((part) => namesOf(part, 3)));
    expect(all.map(({ length }) => length)).toEqual([3, 3, 4]);
    expect(all.flat()).toEqual(Array.from({ length: 10 }, (_, i) => String(i)));
    expect(shardOf(set, { part: 1, parts: 3 }).name).toBe("set");
    expect(shardOf(set, undefined)).toBe(set);
  });

  it("is refused where there are more shards than faces", () => {
    expect(() => shardOf(set, { part: 0, parts: 11 })).toThrow(
      /at most 10 shards, as there are faces of set/,
    );
  });
});
