import { describe, expect, it } from "@jest/globals";
import { validationNames } from "./300w-lp-split.ts";

/** Names as the set has them: 16 renderings a face, 9 of the last. */
const names = Array.from(
  { length: 61_225 },
  (_, i) => `HELEN/HELEN_${1000 + Math.floor(i / 16)}_1_${i % 16}`,
);
const faceOf = (name: string) => name.slice(0, name.lastIndexOf("_"));

describe("validationNames", () => {
  it("chooses 3,061 of 61,225 and leaves 58,164", () => {
    const chosen = validationNames(names);
    expect(chosen.size).toBe(3_061);
    expect(names.filter((name) => !chosen.has(name))).toHaveLength(58_164);
  });

  it("divides at most one face", () => {
    const chosen = validationNames(names);
    const left = new Set(names.filter((name) => !chosen.has(name)).map(faceOf));
    const divided = new Set([...chosen].map(faceOf).filter((f) => left.has(f)));
    expect(divided.size).toBeLessThanOrEqual(1);
  });

  it("does not depend on the order, and is the same on every machine", () => {
    const few = names.slice(0, 320);
    const chosen = validationNames(few);
    expect(validationNames(few.toReversed())).toEqual(chosen);
    expect(new Set([...chosen].map(faceOf))).toEqual(
      new Set(["HELEN/HELEN_1019_1"]),
    );
    expect(chosen.size).toBe(16);
  });

  it("chooses none of fewer than twenty", () => {
    expect(validationNames(names.slice(0, 19)).size).toBe(0);
  });
});
