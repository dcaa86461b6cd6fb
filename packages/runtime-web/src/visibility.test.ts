import { describe, expect, it } from "@jest/globals";
import { visibility } from "./visibility.ts";

const degrees = (angle: number) => (angle * Math.PI) / 180;
const frontal = { pitch: 0, yaw: 0, roll: 0 };

/** The normal of a surface that faces this many degrees to the side. */
function side(angle: number): Float32Array {
  return new Float32Array([
    Math.sin(degrees(angle)),
    0,
    Math.cos(degrees(angle)),
  ]);
}

describe("visibility", () => {
  it("steps smoothly about grazing, within 10 degrees", () => {
    const at = (angle: number) => visibility(side(angle), frontal)[0]!;
    expect(at(0)).toBe(1);
    expect(at(79)).toBe(1);
    expect(at(85)).toBeGreaterThan(0.5);
    expect(at(90)).toBeCloseTo(0.5, 6);
    expect(at(95)).toBeLessThan(0.5);
    expect(at(85) + at(95)).toBeCloseTo(1, 6);
    expect(at(101)).toBe(0);
  });

  it("hides the far cheek when the head turns", () => {
    const cheeks = new Float32Array([...side(60), ...side(-60)]);
    // A positive yaw moves the nose to the picture's left: the cheek on the picture's left is hidden beyond.
    const yaw = Math.asin(0.9);
    expect([...visibility(cheeks, { ...frontal, yaw })]).toEqual([1, 0]);
    expect([...visibility(cheeks, { ...frontal, yaw: -yaw })]).toEqual([0, 1]);
  });

  it("shows the chin from below when the head is lifted", () => {
    const chin = new Float32Array([0, -1, 0]);
    expect(visibility(chin, { ...frontal, pitch: degrees(30) })[0]).toBe(1);
    expect(visibility(chin, { ...frontal, pitch: degrees(-30) })[0]).toBe(0);
  });

  it("does not change when a frontal face turns in the picture", () => {
    const normals = new Float32Array([...side(40), ...side(88), 0, 0.8, 0.6]);
    expect(visibility(normals, { ...frontal, roll: 1 })).toEqual(
      visibility(normals, frontal),
    );
  });
});
