import { describe, expect, it } from "@jest/globals";
import { readSound, type BrokenSample } from "./read-sound.ts";

const read = async (name: string, index: number) => {
  // The later, the sooner: order must not follow from time.
  await new Promise((done) => setTimeout(done, 10 - 3 * index));
  if (name.startsWith("bad")) throw new RangeError(`${name} is broken`);
  return name.toUpperCase();
};

describe("readSound", () => {
  it("keeps the order of the names", async () => {
    expect(await readSound("set", ["a", "b", "c"], read)).toEqual([
      "A",
      "B",
      "C",
    ]);
  });

  it("throws the first fault, or leaves out what it reports", async () => {
    const names = ["a", "bad1", "c", "bad2"];
    await expect(readSound("set", names, read)).rejects.toThrow(/is broken/);
    const broken: BrokenSample[] = [];
    const onBroken = (sample: BrokenSample) => broken.push(sample);
    expect(await readSound("set", names, read, { onBroken })).toEqual([
      "A",
      "C",
    ]);
    expect(broken.map(({ name, error }) => [name, error.message])).toEqual([
      ["bad1", "bad1 is broken"],
      ["bad2", "bad2 is broken"],
    ]);
  });

  it("refuses a set of which nothing is left", async () => {
    await expect(
      readSound("the set", ["bad"], read, { onBroken: () => undefined }),
    ).rejects.toThrow(
      'Expected at least one sound sample for the set but received "1 samples, all of them broken"',
    );
  });
});
