import { describe, expect, it } from "@jest/globals";
import { rotation } from "@fdhm/morphable-model";
import { Decoder } from "./face-alignment.ts";
import { tinyDecoding } from "./testing/tiny-face.ts";

const decoding = tinyDecoding(8);
const window = { centreX: 100, centreY: 80, side: 50, roll: 0 };

/** The mean face turned, made smaller and moved, as a network would give it (y down). */
function turned(
  pitch: number,
  yaw: number,
  roll: number,
  [scale, x, y, z] = [0.8, 0.1, -0.05, 0.4],
): Float32Array {
  const r = rotation(pitch, yaw, roll);
  const out = new Float32Array(204);
  for (let i = 0; i < 204; i += 3) {
    const point = decoding.meanFace.slice(i, i + 3);
    const row = (j: number) =>
      r[j]! * point[0]! - r[j + 1]! * point[1]! + r[j + 2]! * point[2]!;
    out.set(
      [scale! * row(0) + x!, y! - scale! * row(3), scale! * row(6) + z!],
      i,
    );
  }
  return out;
}

describe("Decoder", () => {
  const decoder = new Decoder(decoding);

  it("puts landmarks into the picture, with depth about its mean", () => {
    const normalised = turned(0, 0, 0);
    const { landmarks, box, score } = decoder.decode(normalised, 0.7, window);
    expect(landmarks[0]).toBeCloseTo(100 + 50 * normalised[0]!, 4);
    expect(landmarks[1]).toBeCloseTo(80 + 50 * normalised[1]!, 4);
    const depths = landmarks.filter((_, i) => i % 3 === 2);
    expect(depths.reduce((sum, z) => sum + z, 0) / 68).toBeCloseTo(0, 4);
    // Landmark 0 is the ellipsoid's tip: half of its depth of 0.3 sides, made smaller by 0.8, before the mean.
    expect(depths[0]! - depths[67]!).toBeCloseTo(50 * 0.8 * 0.3, 3);
    expect(score).toBe(0.7);
    expect(box.x).toBe(Math.min(...landmarks.filter((_, i) => i % 3 === 0)));
  });

  it.each([
    [0, 0, 0],
    [0.3, -0.5, 0.2],
    [-0.2, 1.45, -0.3],
    [0.1, 0.2, 2.5],
  ])("finds the head's pose: %d %d %d", (pitch, yaw, roll) => {
    const { pose } = decoder.decode(turned(pitch, yaw, roll), 1, window);
    expect(pose.pitch).toBeCloseTo(pitch, 4);
    expect(pose.yaw).toBeCloseTo(yaw, 4);
    expect(pose.roll).toBeCloseTo(roll, 4);
  });

  it("gives the pose in the picture, not in a turned window", () => {
    const { pose } = decoder.decode(turned(0, 0, 0.1), 1, {
      ...window,
      roll: 0.6,
    });
    expect(pose.roll).toBeCloseTo(0.7, 4);
  });

  it("sees one half of the face when it turns to the side", () => {
    const yaw = Math.PI / 2;
    const { visibility } = decoder.decode(turned(0, yaw, 0), 1, window);
    // The nose moved to the picture's left, so the camera sees the cheek that was on the picture's right.
    for (let k = 0; k < 68; k++) {
      const x = decoding.meanNormals[3 * k]!;
      if (x > 0.2) expect(visibility[k]).toBe(1);
      if (x < -0.2) expect(visibility[k]).toBe(0);
    }
    const frontal = decoder.decode(turned(0, 0, 0), 1, window).visibility;
    expect(Math.min(...frontal.subarray(0, 50))).toBe(1);
    expect(frontal[67]).toBeCloseTo(0.5, 3);
  });

  it("refuses what a broken network gives", () => {
    expect(() =>
      decoder.decode(new Float32Array(204).fill(NaN), 1, window),
    ).toThrow(/finite pixels for landmark 0/);
    expect(() => decoder.decode(new Float32Array(204), 1, window)).toThrow(
      /span an area/,
    );
    for (const score of [NaN, 3.2, -0.1])
      expect(() => decoder.decode(turned(0, 0, 0), score, window)).toThrow(
        /0 to 1 for output score/,
      );
  });
});
