import { describe, expect, it } from "@jest/globals";
import { readPng } from "./testing/read-png.test.fixture.ts";
import { writePng } from "./write-png.ts";

describe("writePng", () => {
  it.each([
    [1, 1],
    [5, 3],
    [16, 40],
  ])("writes %d x %d pixels that another reader finds", (width, height) => {
    const data = Uint8Array.from(
      { length: 3 * width * height },
      (_, i) => (i * 7919) % 251,
    );
    const picture = { width, height, data };
    expect(readPng(writePng(picture))).toEqual(picture);
  });

  it("packs what changes smoothly", () => {
    const data = Uint8Array.from(
      { length: 3 * 64 * 64 },
      (_, i) => Math.floor(i / 192) + ((i / 3) % 64),
    );
    const file = writePng({ width: 64, height: 64, data });
    expect(file.length).toBeLessThan(data.length / 20);
  });

  it.each([
    [2, 2, 11],
    [0, 2, 0],
  ])("refuses %d x %d pixels in %d bytes", (width, height, length) => {
    const data = new Uint8Array(length);
    expect(() => writePng({ width, height, data })).toThrow(
      `3 x ${width} x ${height} bytes for picture`,
    );
  });
});
