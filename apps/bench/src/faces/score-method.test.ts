import { describe, expect, it } from "@jest/globals";
import {
  squareFace,
  squareFaces,
} from "../testing/square-faces.test.fixture.ts";
import { scoreMethods, type Method } from "./score-method.ts";

const faces = squareFaces([0, 40, 80, 85]);
const method = (name: string, found: (Float32Array | null)[]): Method => ({
  ...{ name, group: "peers", source: "run", absent: [] },
  predictions: new Map(faces.map((one, i) => [one.name, found[i]!])),
});
const ours = method("ours", [
  squareFace(0.1),
  squareFace(0.1),
  squareFace(0.1),
  squareFace(0.1),
]);
const theirs = method("theirs", [
  squareFace(0.2),
  squareFace(0.3),
  squareFace(0.5),
  squareFace(0.7),
]);

describe("scoreMethods", () => {
  it("measures against both labels, and against ours face by face", () => {
    const [own, other] = scoreMethods([ours, theirs], faces, "ours");
    expect(own!.official.meanOfBins!.mean).toBeCloseTo(0.01, 6);
    expect(own!.reannotated.meanOfBins!.mean).toBeCloseTo(0.04, 6);
    expect(own).not.toHaveProperty("difference");
    // Bins: 2 %, 3 %, and 6 % of two.
    expect(other!.official.meanOfBins!.mean).toBeCloseTo(0.11 / 3, 6);
    expect(other!.difference).toMatchObject({ better: 0, significant: true });
    expect(other!.difference!.difference).toBeCloseTo(0.11 / 3 - 0.01, 6);
    const [low, high] = other!.interval!;
    expect(low).toBeCloseTo(0.1 / 3, 6);
    expect(high).toBeCloseTo(0.12 / 3, 6);
  });

  it("compares with nothing where ours is not among them", () => {
    const [only] = scoreMethods([theirs], faces, "ours");
    expect(only).not.toHaveProperty("difference");
  });

  it("names missed faces and takes no mean over bins that were missed whole", () => {
    const [missing] = scoreMethods(
      [method("m", [null, squareFace(), squareFace(), null])],
      faces,
      "ours",
    );
    expect(missing!.official.missed).toEqual(["face 0", "face 3"]);
    expect(missing!.official.meanOfBins).toBeNull();
    expect(missing!.interval).toBeNull();
  });

  it("measures a method on the points that it has", () => {
    const partial = squareFace();
    partial.fill(NaN, 180, 183);
    partial[0]! += 6.7;
    const [scored] = scoreMethods(
      [
        {
          ...method("m", [partial, partial, partial, partial]),
          absent: [60],
        },
      ],
      faces,
      "ours",
    );
    expect(scored!.points).toBe(67);
    expect(scored!.official.mean).toBeCloseTo(0.01, 5);
  });
});
