import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../../random.ts";
import { expose } from "./exposure.ts";
import { sampleLight } from "./sample-light.ts";
import { shade } from "./shading.ts";

describe("expose", () => {
  it("makes dark and bright scenes about equally bright, darker skin darker", () => {
    const normals = new Float32Array([0, 0, 1, 0.6, 0, 0.8, -0.6, 0, 0.8]);
    const turn = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    const brightness = (skin: number, dim: number) => {
      let sum = 0;
      for (let i = 0; i < 200; i++) {
        const colour = [skin, skin, skin] as const;
        const finish = { colour, gloss: 0, wrap: 0, twoSided: false };
        const { ambient, lights } = sampleLight(createRandom(1, i));
        const scene = {
          ambient: [
            dim * ambient[0],
            dim * ambient[1],
            dim * ambient[2],
          ] as const,
          lights: lights.map(({ direction, colour: [r, g, b] }) => ({
            direction,
            colour: [dim * r, dim * g, dim * b] as const,
          })),
        };
        const exposed = expose(
          createRandom(2, i),
          scene,
          normals,
          turn,
          finish,
        );
        const out = new Float32Array(9);
        shade(normals, turn, exposed, finish, {}, out);
        sum += (skin * out.reduce((a, b) => a + b)) / 9;
      }
      return sum / 200;
    };
    const usual = brightness(0.7, 1);
    expect(usual).toBeGreaterThan(0.5);
    expect(usual).toBeLessThan(0.75);
    expect(brightness(0.7, 0.2)).toBeCloseTo(usual, 1);
    expect(brightness(0.3, 1)).toBeLessThan(0.75 * usual);
  });
});
