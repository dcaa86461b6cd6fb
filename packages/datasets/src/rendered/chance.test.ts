import { describe, expect, it } from "@jest/globals";
import { faceChance } from "./chance.ts";

describe("faceChance", () => {
  it("gives each part, face and seed numbers of its own, the same each time", () => {
    const first = faceChance(1, 2)("hair").uniform();
    expect(faceChance(1, 2)("hair").uniform()).toBe(first);
    expect(faceChance(1, 2)("light").uniform()).not.toBe(first);
    expect(faceChance(1, 3)("hair").uniform()).not.toBe(first);
    expect(faceChance(2, 2)("hair").uniform()).not.toBe(first);
  });
});
