import { describe, expect, it } from "@jest/globals";
import {
  checkShards,
  inShardOrder,
  isInShard,
  parseShard,
  shardPath,
} from "./shard.ts";

describe("shards", () => {
  it("are named i/n from 1", () => {
    expect(parseShard("2/8")).toEqual({ part: 1, parts: 8 });
    expect(parseShard("8/8")).toEqual({ part: 7, parts: 8 });
  });

  it.each(["0/8", "9/8", "1/0", "1", "a/b", "1/2/3", "-1/2", "1.5/2"])(
    "are not %s",
    (text) => {
      expect(() => parseShard(text)).toThrow(/i\/n, i from 1 to n for --shard/);
    },
  );

  it("have each piece of work once between them", () => {
    const shards = ["1/3", "2/3", "3/3"].map(parseShard);
    for (let index = 0; index < 10; index++)
      expect(shards.filter((shard) => isInShard(shard, index))).toHaveLength(1);
  });

  it("are refused alike where there are more than pieces", () => {
    checkShards(parseShard("3/3"), 3, "faces");
    for (const text of ["1/4", "4/4"])
      expect(() => checkShards(parseShard(text), 3, "faces")).toThrow(
        /at most 3 shards, as there are faces/,
      );
  });

  it("name their outputs, which are put in order by their names", () => {
    const shard = parseShard("2/12");
    expect(shardPath("a.b/out.pack", shard)).toBe("a.b/out.2-of-12.pack");
    expect(shardPath("a.b/folder", shard)).toBe("a.b/folder.2-of-12");
    expect(shardPath("out.json", undefined)).toBe("out.json");
    const paths = Array.from({ length: 12 }, (_, part) =>
      shardPath("out.json", { part, parts: 12 }),
    );
    expect(inShardOrder([...paths].sort())).toEqual(paths);
  });

  it.each([
    [["a.1-of-2.pack"], /shards of a\.pack once.*2-of-2 0 times/],
    [["a.1-of-2.pack", "a.1-of-2.pack"], /1-of-2 2 times/],
    [["a.1-of-2.pack", "b.2-of-2.pack"], /shards of a\.pack for PIECE/],
    [["a.1-of-2.pack", "a.2-of-3.pack"], /one of 2 shards of a\.pack/],
    [["a.pack"], /output of a shard/],
    [[], /at least one/],
  ])("are not all there in %j", (paths, message) => {
    expect(() => inShardOrder(paths)).toThrow(message);
  });
});
