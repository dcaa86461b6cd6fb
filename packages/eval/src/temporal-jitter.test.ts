import { describe, expect, it } from "@jest/globals";
import { seededRandom } from "./seeded-random.ts";
import { temporalJitter } from "./temporal-jitter.ts";

/** 68 points spread over a box of 100 x 100 px. */
const face = Float64Array.from({ length: 204 }, (_, i) =>
  i % 3 === 2
    ? 0
    : ((Math.floor(i / 3) * (i % 3 === 0 ? 7 : 31)) % 68) * (100 / 67),
);

describe("temporalJitter", () => {
  it("is nothing for a face that moves steadily", () => {
    const frames = Array.from({ length: 9 }, (_, t) =>
      face.map((value) => value + 5 * t),
    );
    expect(temporalJitter(frames)).toBeLessThan(1e-12);
  });

  it("is the mean length of noise, in sizes of the face", () => {
    const random = seededRandom(1);
    const normal = () =>
      Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const frames = Array.from({ length: 60 }, () =>
      face.map((value) => value + normal()),
    );
    // A deviation of 1 px along x and along y is sqrt(pi / 2) px long on average; the boxes grow by some px.
    const jitter = temporalJitter(frames);
    expect(jitter).toBeGreaterThan(0.97 * Math.sqrt(Math.PI / 2) * 0.0097);
    expect(jitter).toBeLessThan(Math.sqrt(Math.PI / 2) * 0.01);
  });

  it("refuses two frames, half a face and a point that is not finite", () => {
    expect(() => temporalJitter([face, face])).toThrow(/3 frames.*2/);
    expect(() => temporalJitter([face, face, face.slice(0, 9)])).toThrow(
      /frame 2/,
    );
    const broken = face.slice();
    broken[90] = NaN;
    expect(() => temporalJitter([face, broken, face])).toThrow(/finite|frame/);
  });
});
