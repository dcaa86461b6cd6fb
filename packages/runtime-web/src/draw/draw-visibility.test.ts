import { describe, expect, it } from "@jest/globals";
import { RecordingContext } from "../testing/recording-context.ts";
import { tinyLandmarks } from "../testing/tiny-face.ts";
import { drawVisibility } from "./draw-visibility.ts";
import { PART_COLOURS } from "./part-colours.ts";

describe("drawVisibility", () => {
  it("draws discs that are seen and rings that are not", () => {
    const landmarks = tinyLandmarks(200);
    const visibility = new Float32Array(68).fill(0.25);
    visibility[0] = 0.24;
    const canvas = new RecordingContext();
    drawVisibility(canvas.context, { landmarks, visibility }, { radius: 4 });
    const strokes = ({
      kind,
      style,
      lineWidth,
    }: (typeof canvas.painted)[0]) => [kind, style, lineWidth];
    // The hidden one: a dark ring under a thinner one in the jaw's colour.
    expect(canvas.painted.slice(0, 2).map(strokes)).toEqual([
      ["stroke", "rgb(0 0 0 / 60%)", 4],
      ["stroke", PART_COLOURS.jaw, 2],
    ]);
    // A seen one: a rim under a disc.
    expect(canvas.painted.slice(2, 4).map(strokes)).toEqual([
      ["stroke", "rgb(0 0 0 / 60%)", 2],
      ["fill", PART_COLOURS.jaw, 2],
    ]);
    expect(canvas.painted.filter(({ kind }) => kind === "fill")).toHaveLength(
      67,
    );
    expect(canvas.painted[0]!.path[0]!.slice(1, 4)).toEqual([
      landmarks[0]! + 0.5,
      landmarks[1]! + 0.5,
      4,
    ]);
    expect(canvas.depth).toBe(0);
  });

  it("refuses another number of visibilities", () => {
    const landmarks = tinyLandmarks(200);
    const { context } = new RecordingContext();
    const visibility = new Float32Array(67);
    expect(() => drawVisibility(context, { landmarks, visibility })).toThrow(
      /68 numbers for visibility but received "?Float32Array of 67/,
    );
  });
});
