import { describe, expect, it } from "@jest/globals";
import { composite, coverage } from "./composite.ts";
import { clearRasterTarget, createRasterTarget } from "./raster-target.ts";

/** One row of two pixels with 2 x 2 samples; three of the four samples of the right pixel are drawn on. */
function threeQuarters() {
  const target = createRasterTarget(2, 1, 2);
  for (const [at, red] of [
    [2, 40],
    [3, 80],
    [6, 120],
  ] as const) {
    target.depth[at] = 1;
    target.colour.set([red, 10, 0], 3 * at);
  }
  return target;
}

describe("composite", () => {
  it("averages the samples, the background showing through the others", () => {
    const data = new Uint8Array([1, 2, 3, 200, 100, 50]);
    composite(threeQuarters(), { data, width: 2, height: 1, channels: 3 });
    // (40 + 80 + 120 + 200) / 4, (3 x 10 + 100) / 4, 50 / 4.
    expect([...data]).toEqual([1, 2, 3, 110, 33, 13]);
  });

  it("makes a clear background as opaque as it is covered", () => {
    const data = new Uint8ClampedArray(8);
    composite(threeQuarters(), { data, width: 2, height: 1, channels: 4 });
    expect([...data]).toEqual([0, 0, 0, 0, 60, 8, 0, 191]);
  });

  it("does nothing to a picture under an empty target", () => {
    const target = threeQuarters();
    clearRasterTarget(target);
    const data = new Uint8Array([1, 2, 3, 4, 5, 6]);
    composite(target, { data, width: 2, height: 1, channels: 3 });
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("refuses a picture of another size", () => {
    const picture = {
      data: new Uint8Array(12),
      width: 2,
      height: 2,
      channels: 3,
    } as const;
    expect(() => composite(threeQuarters(), picture)).toThrow(
      /2 x 1 px for picture but received 2 x 2 px/,
    );
  });
});

describe("coverage", () => {
  it("is the covered part of each pixel in 255ths", () => {
    expect([...coverage(threeQuarters())]).toEqual([0, 191]);
  });
});
