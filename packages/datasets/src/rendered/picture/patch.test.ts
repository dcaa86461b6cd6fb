import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../../random.ts";
import { layPatch } from "./patch.ts";

describe("layPatch", () => {
  it("enters in the mask what it changes, and nothing else", () => {
    const size = 40;
    const before = Float32Array.from(
      { length: size * size * 3 },
      (_, i) => (i * 37) % 251,
    );
    const pixels = before.slice();
    const mask = new Uint8Array(size * size);
    layPatch(pixels, mask, size, createRandom(1));
    const marked = mask.filter((value) => value === 255).length;
    expect(marked).toBeGreaterThan(size);
    expect(marked).toBeLessThan((size * size) / 2);
    for (let i = 0; i < mask.length; i++) {
      const same = [0, 1, 2].every(
        (c) => pixels[3 * i + c] === before[3 * i + c],
      );
      expect(mask[i]).toBe(same ? 0 : 255);
    }
  });
});
