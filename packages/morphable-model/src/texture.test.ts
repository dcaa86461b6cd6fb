import { describe, expect, it } from "@jest/globals";
import { createTexture, reductionFor } from "./texture.ts";

const GREY = (value: number) => [value, value, value];

describe("createTexture", () => {
  it("halves down to one pixel, averaging squares", () => {
    const data = new Uint8Array(
      [0, 10, 100, 110, 20, 30, 120, 131].flatMap(GREY),
    );
    const { levels } = createTexture({ width: 4, height: 2, data });
    expect(levels.map(({ width, height }) => [width, height])).toEqual([
      [4, 2],
      [2, 1],
      [1, 1],
    ]);
    expect([...levels[1]!.data]).toEqual([15, 115].flatMap(GREY));
    expect([...levels[2]!.data]).toEqual(GREY(65));
  });

  it("counts the last column of an odd width twice", () => {
    const data = new Uint8Array([0, 100, 40].flatMap(GREY));
    const { levels } = createTexture({ width: 3, height: 1, data });
    expect([...levels[1]!.data]).toEqual([50, 40].flatMap(GREY));
  });

  it("refuses bytes that do not fill the picture", () => {
    expect(() =>
      createTexture({ width: 2, height: 2, data: new Uint8Array(4) }),
    ).toThrow(/3 x 2 x 2 bytes for skin/);
  });
});

describe("reductionFor", () => {
  const texture = createTexture({
    width: 8,
    height: 8,
    data: new Uint8Array(192),
  });

  it.each([
    [0, 8],
    [1 / 1024, 8],
    [1 / 64, 8],
    [4 / 64, 4],
    [16 / 64, 2],
    [64, 1],
  ])("for %p of the skin a sample takes the one of %p px", (area, width) => {
    expect(reductionFor(texture, area).width).toBe(width);
  });
});
