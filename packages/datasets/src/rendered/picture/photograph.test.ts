import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../../random.ts";
import { photograph } from "./photograph.ts";

const SIZE = 16;

/** A white disc on black, and a mask that shows the same. */
function disc() {
  const mask = Uint8Array.from({ length: SIZE * SIZE }, (_, i) =>
    Math.hypot((i % SIZE) - 8, Math.floor(i / SIZE) - 8) < 5 ? 255 : 0,
  );
  const pixels = Float32Array.from(
    { length: 3 * mask.length },
    (_, i) => mask[Math.floor(i / 3)]!,
  );
  return { mask, pixels };
}

describe("photograph", () => {
  it("blurs the mask where it blurs the picture, and sometimes neither", () => {
    let blurred = 0;
    for (let i = 0; i < 40; i++) {
      const { mask, pixels } = disc();
      photograph(pixels, mask, SIZE, createRandom(1, i));
      expect(pixels.every((value) => value >= 0 && value <= 255)).toBe(true);
      expect(mask[8 * SIZE + 8]).toBe(255);
      expect(mask[0]).toBe(0);
      if (mask.some((value) => value > 0 && value < 255)) blurred++;
    }
    expect(blurred).toBeGreaterThan(10);
    expect(blurred).toBeLessThan(30);
  });
});
