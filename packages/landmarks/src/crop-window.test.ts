import { describe, expect, it } from "@jest/globals";
import { protocolWindow, toNormalised, toPicture } from "./crop-window.ts";

describe("protocolWindow", () => {
  const box = { x: 10, y: 20, width: 100, height: 60 };

  it("is the square of sqrt(2) longer edges about the box's centre", () => {
    const window = protocolWindow(box);
    expect([window.centreX, window.centreY, window.roll]).toEqual([60, 50, 0]);
    expect(window.side).toBeCloseTo(141.4214, 4);
  });

  it("applies a detector's scale and shift", () => {
    expect(protocolWindow(box, 2, [0.1, -0.2])).toEqual({
      centreX: 70,
      centreY: 30,
      side: 200,
      roll: 0,
    });
  });

  it("refuses a box without extent", () => {
    expect(() => protocolWindow({ ...box, width: 0, height: 0 })).toThrow(
      /positive width/,
    );
  });
});

describe("toNormalised and toPicture", () => {
  const window = { centreX: 50, centreY: 40, side: 200, roll: Math.PI / 2 };

  it("measures from the centre in sides, along the window's own axes", () => {
    // The window's x axis points down the picture: 20 px below the centre is 0.1 to its right.
    const [x, y, z] = toNormalised(new Float32Array([50, 60, 30]), window);
    expect(x).toBeCloseTo(0.1, 6);
    expect(y).toBeCloseTo(0, 6);
    expect(z).toBeCloseTo(0.15, 6);
  });

  it("are inverse to one another", () => {
    const points = new Float32Array([1, 2, 3, -40, 500, -6]);
    const tilted = { ...window, roll: 0.7 };
    const back = toPicture(toNormalised(points, tilted), tilted);
    points.forEach((value, i) => expect(back[i]).toBeCloseTo(value, 3));
  });
});
