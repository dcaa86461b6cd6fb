import { describe, expect, it } from "@jest/globals";
import { peppaSlim160 } from "./peppa-slim160.ts";

describe("peppaSlim160", () => {
  it("reads 68 pairs that count the crop's pixels from the first one's centre", () => {
    const output1 = new Float32Array(143);
    output1.set([0, 0], 0);
    output1.set([0.5, 0.75], 2 * 67);
    output1.fill(99, 136);
    const out = new Float32Array(204);
    peppaSlim160.decode({ output1 }, out);
    // The first pixel's centre lies half a pixel of 160 within the crop.
    expect(out[0]).toBeCloseTo(-0.5 + 0.5 / 160, 6);
    expect(out[1]).toBeCloseTo(-0.5 + 0.5 / 160, 6);
    expect(out[201]).toBeCloseTo(0.5 / 160, 6);
    expect(out[202]).toBeCloseTo(0.25 + 0.5 / 160, 6);
    expect(out[203]).toBeNaN();
  });

  it("refuses outputs of another network", () => {
    const out = new Float32Array(204);
    expect(() =>
      peppaSlim160.decode({ output1: new Float32Array(136) }, out),
    ).toThrow(/143 numbers.*Float32Array of 136/);
    expect(() => peppaSlim160.decode({}, out)).toThrow(/output1.*none/);
  });
});
