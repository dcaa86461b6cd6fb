import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../../random.ts";
import { dyeSkin } from "./dye.ts";

describe("dyeSkin", () => {
  it("brings the skin's colour to the dye's by strength and cover", () => {
    const light = new Float32Array(9).fill(1);
    const dye = { colour: [0.4, 0.2, 0.1] as const, strength: 0.5, mottle: 0 };
    dyeSkin(light, [0, 1, 0.5], dye, [0.8, 0.8, 0.8], createRandom(1));
    expect([...light.subarray(0, 3)]).toEqual([1, 1, 1]);
    expect(0.8 * light[3]!).toBeCloseTo(0.6);
    expect(0.8 * light[4]!).toBeCloseTo(0.5);
    expect(0.8 * light[6]!).toBeCloseTo(0.7);
  });
});
