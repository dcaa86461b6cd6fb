import { describe, expect, it } from "@jest/globals";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { cutGrey } from "./grey-crop.ts";
import { COORDINATES } from "./sdm-stage.ts";
import { Sdm } from "./sdm.ts";

const SIZE = 16;
const meanFace = Float32Array.from(
  { length: COORDINATES },
  (_, i) => ((i * 7) % 11) / 22 - 0.25,
);
const regression = new Float32Array((LANDMARK_COUNT + 1) * COORDINATES);
// One unit of the first landmark's direction moves the second's x; nothing at all moves all y.
regression[3] = 0.5;
for (let k = 1; k < COORDINATES; k += 3)
  regression[LANDMARK_COUNT * COORDINATES + k] = 0.25;
const projection = new Float32Array(LANDMARK_COUNT * 128);
// Direction to the right in all 16 cells.
for (let cell = 0; cell < 16; cell++) projection[8 * cell] = 0.25;
const weights = {
  size: SIZE,
  meanFace,
  stages: [{ cell: 1, projection, regression }],
};

describe("Sdm", () => {
  it("moves the mean face by what is told of the descriptors", () => {
    const ramp = Float32Array.from({ length: 256 }, (_, i) => 9 * (i % SIZE));
    const due = meanFace.slice();
    for (let k = 1; k < COORDINATES; k += 3) due[k]! += 0.25;
    // 16 cells of 0.25 each, along a direction of length 1.
    due[3]! += 0.5;
    const sdm = new Sdm(weights);
    for (const [i, value] of sdm.align(ramp).entries())
      expect(value).toBeCloseTo(due[i]!, 5);
    // Without gradients the constant alone is left; the mean face has not changed.
    due[3]! -= 0.5;
    for (const [i, value] of sdm.align(new Float32Array(256)).entries())
      expect(value).toBeCloseTo(due[i]!, 5);
  });

  it("puts landmarks into the picture, from the protocol's window about the box", () => {
    const data = Uint8Array.from({ length: 3 * 64 * 64 }, (_, i) =>
      i % 3 === 1 ? 2 * (Math.floor(i / 3) % 64) : 90,
    );
    const picture = { data, width: 64, height: 64, channels: 3 } as const;
    const box = { x: 20, y: 22, width: 20, height: 16 };
    const found = new Sdm(weights).alignPicture(picture, box);
    const side = 20 * Math.SQRT2;
    const x = (k: number) => 30 + side * meanFace[3 * k]!;
    expect(found[0]).toBeCloseTo(x(0), 3);
    expect(found[3]).toBeCloseTo(x(1) + 0.5 * side, 3);
    expect(found[1]).toBeCloseTo(30 + side * (meanFace[1]! + 0.25), 3);
    expect(found[2]).toBeCloseTo(side * meanFace[2]!, 3);
  });

  it("refuses crops that are none, and weights that do not fit", () => {
    const sdm = new Sdm(weights);
    expect(() => sdm.align(new Float32Array(255))).toThrow(/16 x 16 grey/);
    expect(() => sdm.align(new Float32Array(256).fill(NaN))).toThrow(/NaN/);
    const box = { x: 0, y: 0, width: 0, height: 0 };
    const picture = {
      ...{ data: new Uint8Array(3), width: 1, height: 1 },
      channels: 3,
    } as const;
    expect(() => sdm.alignPicture(picture, box)).toThrow(/positive width/);
    const [stage] = weights.stages;
    for (const [wrong, message] of [
      [{ size: 4 }, /8 to 512 for size.*x\.sdm/],
      [{ meanFace: new Float32Array(136) }, /204 numbers for mean face/],
      [{ stages: [{ ...stage!, cell: 0 }] }, /1 to 16 for cell of stage 0/],
      [
        { stages: [{ ...stage!, projection: new Float32Array(200) }] },
        /directions of 128 numbers for projection of stage 0/,
      ],
      [
        { stages: [{ ...stage!, regression: regression.subarray(1) }] },
        /14076 numbers for regression of stage 0/,
      ],
    ] as const)
      expect(() => new Sdm({ ...weights, ...wrong }, "x.sdm")).toThrow(message);
  });
});

describe("cutGrey", () => {
  it("weighs red, green and blue as eyes do", () => {
    const data = Uint8Array.of(100, 0, 0, 0, 100, 0, 0, 0, 100, 50, 50, 50);
    const picture = { data, width: 2, height: 2, channels: 3 } as const;
    const window = { centreX: 0.5, centreY: 0.5, side: 2, roll: 0 };
    const grey = cutGrey(picture, window, 2);
    for (const [i, due] of [29.9, 58.7, 11.4, 50].entries())
      expect(grey[i]).toBeCloseTo(due, 2);
  });
});
