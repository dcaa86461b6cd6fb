import { describe, expect, it } from "@jest/globals";
import { toNormalised } from "@fdhm/landmarks";
import { createRandom } from "../random.ts";
import { drawNegative } from "./negative.ts";

/** A grid over the tight box of a face, in sides of its protocol window. */
const face = Float32Array.from({ length: 3 * 441 }, (_, i) => {
  const k = Math.floor(i / 3);
  const step = Math.SQRT1_2 / 20;
  return [((k % 21) - 10) * step, (Math.floor(k / 21) - 10) * step, 0][i % 3]!;
});

describe("drawNegative", () => {
  it("draws windows with less than half a face, or too much or too little of it", () => {
    const kinds = new Map<string, number>();
    for (let i = 0; i < 1000; i++) {
      const { kind, window } = drawNegative(createRandom(3, i));
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      const inside = toNormalised(face, window);
      let count = 0;
      for (let k = 0; k < 441; k++)
        if (
          Math.abs(inside[3 * k]!) < 0.5 &&
          Math.abs(inside[3 * k + 1]!) < 0.5
        )
          count++;
      if (kind === "beside" || kind === "part")
        expect(count / 441).toBeLessThan(0.5);
      if (kind === "far") expect(window.side).toBeGreaterThanOrEqual(3);
    }
    expect([...kinds.keys()].sort()).toEqual([
      "background",
      "beside",
      "far",
      "part",
      "shuffled",
    ]);
    expect(Math.abs(kinds.get("beside")! - 400)).toBeLessThan(70);
  });
});
