import { expect, it } from "@jest/globals";
import { boxOverlap } from "../find/box-overlap.ts";
import { matchBoxes } from "./match-boxes.ts";

const at = (x: number, width = 10) => ({ x, y: 0, width, height: 10 });

it("measures the overlap of two boxes", () => {
  expect(boxOverlap(at(0), at(0))).toBe(1);
  expect(boxOverlap(at(0), at(5))).toBeCloseTo(1 / 3, 10);
  expect(boxOverlap(at(0), at(0, 5))).toBe(0.5);
  expect(boxOverlap(at(0), at(10))).toBe(0);
  expect(boxOverlap(at(0), { ...at(0), y: 11 })).toBe(0);
});

it("pairs the nearest first, each once", () => {
  // 3 overlaps 0 and 4, but 4 lies nearer to 5.
  expect(matchBoxes([at(0), at(4)], [at(5), at(3)], 0.1)).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(matchBoxes([at(0), at(1)], [at(0)], 0.1)).toEqual([[0, 0]]);
});

it("leaves alone what overlaps too little", () => {
  expect(matchBoxes([at(0), at(30)], [at(8)], 0.2)).toEqual([]);
  expect(matchBoxes([], [at(8)], 0)).toEqual([]);
});
