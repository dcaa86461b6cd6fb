import { describe, expect, it } from "@jest/globals";
import { RecordingContext } from "../testing/recording-context.ts";
import { tinyLandmarks } from "../testing/tiny-face.ts";
import { faceSize } from "./draw-context.ts";
import { drawPoints } from "./draw-points.ts";
import { PART_COLOURS } from "./part-colours.ts";

describe("drawPoints", () => {
  it("draws a disc and its rim at the centre of each landmark's pixel", () => {
    const landmarks = tinyLandmarks(200);
    const canvas = new RecordingContext();
    drawPoints(canvas.context, { landmarks });
    const discs = canvas.painted.filter(({ kind }) => kind === "fill");
    const rims = canvas.painted.filter(({ kind }) => kind === "stroke");
    expect(discs).toHaveLength(68);
    expect(rims.map(({ path }) => path)).toEqual(discs.map(({ path }) => path));
    const radius = 0.012 * faceSize(landmarks);
    discs.forEach(({ path }, k) =>
      expect(path).toEqual([
        [
          "A",
          landmarks[3 * k]! + 0.5,
          landmarks[3 * k + 1]! + 0.5,
          radius,
          0,
          2 * Math.PI,
        ],
      ]),
    );
    expect(discs[30]!.style).toBe(PART_COLOURS.noseBridge);
    expect(discs[47]!.style).toBe(PART_COLOURS.leftEye);
  });

  it("takes the caller's radius and colours, of all parts or some", () => {
    const landmarks = tinyLandmarks(200);
    const canvas = new RecordingContext();
    drawPoints(
      canvas.context,
      { landmarks },
      { radius: 7, colours: { jaw: "red" }, rim: "white" },
    );
    const [disc, rim] = canvas.painted;
    expect(disc).toMatchObject({ style: "red", path: [{ 3: 7 }] });
    expect(rim).toMatchObject({ style: "white", lineWidth: 3.5 });
    expect(canvas.painted[2 * 67]!.style).toBe(PART_COLOURS.innerLips);
    const plain = new RecordingContext();
    drawPoints(plain.context, { landmarks }, { colours: "lime" });
    expect(
      new Set(plain.painted.map(({ kind, style }) => `${kind} ${style}`)),
    ).toEqual(new Set(["fill lime", "stroke rgb(0 0 0 / 60%)"]));
  });

  it("never draws less than a pixel, and leaves the context as it was", () => {
    const landmarks = tinyLandmarks(10);
    const canvas = new RecordingContext();
    canvas.fillStyle = "blue";
    canvas.lineWidth = 9;
    drawPoints(canvas.context, { landmarks });
    expect(canvas.painted[0]).toMatchObject({ path: [{ 3: 1 }] });
    expect(canvas).toMatchObject({ fillStyle: "blue", lineWidth: 9, depth: 0 });
  });

  it("refuses before it draws", () => {
    const landmarks = tinyLandmarks(200);
    const canvas = new RecordingContext();
    const { context } = canvas;
    expect(() =>
      drawPoints(context, { landmarks: landmarks.subarray(3) }),
    ).toThrow(/68 xyz triples for landmarks/);
    expect(() => drawPoints(context, { landmarks }, { radius: -1 })).toThrow(
      /positive px for radius but received -1/,
    );
    const broken = landmarks.slice().fill(NaN, 9, 10);
    expect(() => drawPoints(context, { landmarks: broken })).toThrow(
      /finite pixels for landmark 3/,
    );
    expect(canvas.painted).toEqual([]);
    expect(canvas.depth).toBe(0);
  });
});
