import { describe, expect, it } from "@jest/globals";
import { openFaceExpressions } from "@fdhm/morphable-model/open-face";
import { headMovement } from "./head-movement.ts";

/** Two minutes, 30 frames a second. */
const frames = Array.from({ length: 3600 }, (_, i) => headMovement(i / 30));

describe("headMovement", () => {
  it("turns the head nearly to both profiles and never beyond", () => {
    const yaws = frames.map(({ yaw }) => yaw);
    expect(Math.max(...yaws)).toBeCloseTo(1.15, 2);
    expect(Math.min(...yaws)).toBeCloseTo(-1.15, 2);
    for (const { pitch, roll } of frames) {
      expect(Math.abs(pitch)).toBeLessThan(0.25);
      expect(Math.abs(roll)).toBeLessThan(0.11);
    }
  });

  it("moves as a head does, without a jump", () => {
    frames.slice(1).forEach(({ yaw, pitch, roll }, i) => {
      const before = frames[i]!;
      // A second at 30 frames: less than a radian.
      expect(Math.abs(yaw - before.yaw)).toBeLessThan(1 / 30);
      expect(Math.abs(pitch - before.pitch)).toBeLessThan(1 / 30);
      expect(Math.abs(roll - before.roll)).toBeLessThan(1 / 30);
    });
  });

  it("blinks every 4.1 s, for less than a third of one", () => {
    const closing: readonly number[] = openFaceExpressions["closed-eyes"];
    // The mode that closing the eyes moves most.
    const mode = closing.indexOf(Math.min(...closing));
    const rest = headMovement(1).expression[mode]!;
    const closed = headMovement(2.15).expression[mode]!;
    const change = closing[mode]!;
    expect((closed - rest) / change).toBeGreaterThan(0.8);
    const opened = headMovement(2.31).expression[mode]!;
    expect(Math.abs((opened - rest) / change)).toBeLessThan(0.2);
    const again = headMovement(2.15 + 4.1).expression[mode]!;
    expect((again - rest) / change).toBeGreaterThan(0.8);
  });

  it("has a number for every expression mode", () => {
    for (const { expression } of frames) {
      expect(expression).toHaveLength(29);
      expect(expression.every(Number.isFinite)).toBe(true);
    }
  });
});
