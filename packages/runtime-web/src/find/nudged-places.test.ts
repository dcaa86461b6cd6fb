import { describe, expect, it } from "@jest/globals";
import { nudgedPlaces } from "./nudged-places.ts";

const box = { x: 100, y: 200, width: 100, height: 80 };
const middle = ({ x, y, width, height }: typeof box) => [
  x + width / 2,
  y + height / 2,
];

describe("nudgedPlaces", () => {
  it("gives a smaller and a larger box, and four beside", () => {
    const places = nudgedPlaces({ box, roll: 0 });
    expect(places.map(({ box }) => middle(box))).toEqual([
      [150, 240],
      [150, 240],
      [162, 240],
      [138, 240],
      [150, 252],
      [150, 228],
    ]);
    expect(places[0]!.box.width).toBeCloseTo(85);
    expect(places[1]!.box.height).toBeCloseTo(94.4);
    expect(places.slice(2).every(({ box }) => box.width === 100)).toBe(true);
  });

  it("moves along the axes of a turned head", () => {
    const places = nudgedPlaces({ box, roll: Math.PI / 2 });
    expect(places.every(({ roll }) => roll === Math.PI / 2)).toBe(true);
    const [right, down] = [middle(places[2]!.box), middle(places[4]!.box)];
    expect(right[0]).toBeCloseTo(150);
    expect(right[1]).toBeCloseTo(252);
    expect(down[0]).toBeCloseTo(138);
    expect(down[1]).toBeCloseTo(240);
  });
});
