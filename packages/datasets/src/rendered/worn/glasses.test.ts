import { beforeAll, describe, expect, it } from "@jest/globals";
import {
  createRasterTarget,
  coverage,
  landmarkBasis,
  project,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import { sampleGlasses } from "./glasses.ts";
import { headFrame } from "../solids/head-frame.ts";
import { drawSolid } from "../solids/solid.ts";

const SIZE = 160;
const LIGHT = { ambient: [1, 1, 1], lights: [] } as const;
let landmarks: Float32Array;
beforeAll(async () => {
  landmarks = landmarkBasis(await loadOpenFace()).mean;
});

const headAt = (yaw: number) => ({
  ...{ pitch: 0, yaw, roll: 0 },
  ...{ scale: 0.6, x: SIZE / 2, y: SIZE / 2 },
});

/** Columns between which frame and lenses are drawn, without the temples. */
function columns(yaw: number): [first: number, last: number] {
  const target = createRasterTarget(SIZE, SIZE);
  const [, lenses] = sampleGlasses(
    createRandom(4),
    landmarks,
    headFrame(landmarks),
  );
  drawSolid(
    target,
    createRandom(1),
    { ...lenses!, opacity: 1 },
    headAt(yaw),
    LIGHT,
  );
  const mask = coverage(target);
  const used = [...Array(SIZE).keys()].filter((column) =>
    mask.some((value, at) => value > 0 && at % SIZE === column),
  );
  return [used[0]!, used.at(-1)!];
}

describe("sampleGlasses", () => {
  it("puts a lens before each eye, whatever the shape", () => {
    for (let i = 0; i < 30; i++) {
      const [, lenses] = sampleGlasses(
        createRandom(i),
        landmarks,
        headFrame(landmarks),
      );
      const { vertices } = lenses!;
      for (const eye of [36, 42]) {
        const corners = [eye, eye + 3].map((k) =>
          landmarks.subarray(3 * k, 3 * k + 3),
        );
        const middle = (corners[0]![0]! + corners[1]![0]!) / 2;
        const own = [...Array(vertices.length / 3).keys()].filter(
          (v) => vertices[3 * v]! > 0 === middle > 0,
        );
        const range = (c: number) => {
          const values = own.map((v) => vertices[3 * v + c]!);
          return [Math.min(...values), Math.max(...values)] as const;
        };
        const [left, right] = range(0);
        const [low, high] = range(1);
        expect(left).toBeLessThan(middle);
        expect(right).toBeGreaterThan(middle);
        expect(low).toBeLessThan(corners[0]![1]!);
        expect(high).toBeGreaterThan(corners[0]![1]!);
        // Before lids and corners.
        expect(range(2)[0]).toBeGreaterThan(corners[0]![2]!);
      }
    }
  });

  it("reaches back to both ears", () => {
    const frame = headFrame(landmarks);
    const [rims] = sampleGlasses(createRandom(2), landmarks, frame);
    const behind = [...Array(rims!.vertices.length / 3).keys()].filter(
      (v) => rims!.vertices[3 * v + 2]! < frame.earZ,
    );
    expect(behind.some((v) => rims!.vertices[3 * v]! > 0.9 * frame.unit)).toBe(
      true,
    );
    expect(behind.some((v) => rims!.vertices[3 * v]! < -0.9 * frame.unit)).toBe(
      true,
    );
  });

  it("turns with the head", () => {
    const [firstAhead, lastAhead] = columns(0);
    const [firstTurned, lastTurned] = columns(1);
    const widthAhead = lastAhead - firstAhead;
    expect(lastTurned - firstTurned).toBeLessThan(0.75 * widthAhead);
    // They stay between the eyes' outer corners as these move, give or take the rims.
    const turned = project(landmarks, headAt(1));
    const eyes = [36, 45].map((k) => turned[3 * k]!).sort((a, b) => a - b);
    expect(Math.abs(firstTurned - eyes[0]!)).toBeLessThan(0.3 * widthAhead);
    expect(Math.abs(lastTurned - eyes[1]!)).toBeLessThan(0.3 * widthAhead);
    expect((firstTurned + lastTurned) / 2).toBeLessThan(
      (firstAhead + lastAhead) / 2 - 3,
    );
  });
});
