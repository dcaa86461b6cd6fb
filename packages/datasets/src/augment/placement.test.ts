import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { AUGMENT_DEFAULTS, NO_AUGMENTATION } from "./augment-settings.ts";
import { drawPlacement, turnedProtocolWindow } from "./placement.ts";

/** A tall rectangle of 1 x 3 around (2, 1), xyz. */
const tall = new Float32Array([1.5, -0.5, 0, 2.5, 2.5, 0, 2.5, -0.5, 0]);

describe("turnedProtocolWindow", () => {
  it("is the protocol's window where nothing is turned", () => {
    expect(turnedProtocolWindow(tall, 0, 2)).toEqual({
      centreX: 2,
      centreY: 1,
      side: 6,
      roll: 0,
    });
  });

  it("takes the box in the turned frame", () => {
    // A diagonal of 4 x 4 seen at half a right angle is a line of length 4 sqrt(2) along one axis.
    const diagonal = new Float32Array([-2, -2, 0, 2, 2, 0]);
    const window = turnedProtocolWindow(diagonal, Math.PI / 4, 1);
    expect(window.side).toBeCloseTo(4 * Math.SQRT2, 6);
    expect(window.centreX).toBeCloseTo(0, 6);
    const quarter = turnedProtocolWindow(tall, Math.PI / 2, 1);
    expect(quarter.centreX).toBeCloseTo(2, 6);
    expect(quarter.centreY).toBeCloseTo(1, 6);
    expect(quarter.side).toBeCloseTo(3, 6);
  });
});

describe("turnedProtocolWindow of points of which some are not known", () => {
  it("is that of the others", () => {
    const some = new Float32Array([...tall, NaN, NaN, NaN]);
    expect(turnedProtocolWindow(some, 0.3, 2)).toEqual(
      turnedProtocolWindow(tall, 0.3, 2),
    );
  });
});

describe("drawPlacement", () => {
  const draws = (settings: typeof AUGMENT_DEFAULTS) =>
    Array.from({ length: 2000 }, (_, i) =>
      drawPlacement(createRandom(1, i), settings, tall, 1),
    );

  it("stays within the settings", () => {
    const settings = {
      ...NO_AUGMENTATION,
      scale: [0.5, 2] as const,
      shift: 0.1,
    };
    for (const { window, tilt } of draws(settings)) {
      expect(tilt.every((part) => part === 0)).toBe(true);
      expect(window.side).toBeGreaterThanOrEqual(1.4999);
      expect(window.side).toBeLessThanOrEqual(6.0001);
      expect(Math.abs(window.centreX - 2)).toBeLessThanOrEqual(0.3);
      expect(Math.abs(window.centreY - 1)).toBeLessThanOrEqual(0.3);
      expect(Math.abs(window.roll)).toBe(0);
    }
  });

  it("turns most faces a little and some a lot", () => {
    const rolls = draws(AUGMENT_DEFAULTS).map((drawn) =>
      Math.abs(drawn.window.roll),
    );
    const beyond = (angle: number) =>
      rolls.filter((roll) => roll > angle).length / rolls.length;
    expect(Math.max(...rolls)).toBeLessThanOrEqual(Math.PI / 2);
    // Normal part: 5/6 x P(|n| > 60/20) = 0.2 %; even part: 1/6 x 30/90 = 5.6 %.
    expect(Math.abs(beyond(Math.PI / 3) - 0.058)).toBeLessThan(0.025);
    // 5/6 x P(|n| > 1) = 26.4 %; 1/6 x 70/90 = 13 %.
    expect(Math.abs(beyond(Math.PI / 9) - 0.394)).toBeLessThan(0.05);
  });

  it("tilts evenly to all sides, as far as the settings say", () => {
    const tilts = draws(AUGMENT_DEFAULTS).flatMap((drawn) => drawn.tilt);
    const most = AUGMENT_DEFAULTS.perspective;
    expect(Math.max(...tilts)).toBeLessThanOrEqual(most);
    expect(Math.min(...tilts)).toBeGreaterThanOrEqual(-most);
    const beyondHalf = tilts.filter((tilt) => Math.abs(tilt) > most / 2);
    expect(Math.abs(beyondHalf.length / tilts.length - 0.5)).toBeLessThan(0.03);
  });
});
