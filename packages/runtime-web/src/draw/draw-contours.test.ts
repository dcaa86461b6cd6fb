import { describe, expect, it } from "@jest/globals";
import { RecordingContext } from "../testing/recording-context.ts";
import { tinyLandmarks } from "../testing/tiny-face.ts";
import { drawContours } from "./draw-contours.ts";
import { PART_COLOURS } from "./part-colours.ts";

describe("drawContours", () => {
  it("draws each part's line over a wider dark one, eyes and lips closed", () => {
    const landmarks = tinyLandmarks(200);
    const canvas = new RecordingContext();
    drawContours(canvas.context, { landmarks }, { width: 3 });
    expect(
      canvas.painted.map(({ style, lineWidth, path, alpha }) => [
        style,
        lineWidth,
        path.length / 2,
        alpha,
      ]),
    ).toEqual(
      [
        [PART_COLOURS.jaw, 16],
        [PART_COLOURS.rightBrow, 4],
        [PART_COLOURS.leftBrow, 4],
        [PART_COLOURS.noseBridge, 3],
        [PART_COLOURS.noseBase, 4],
        [PART_COLOURS.rightEye, 6],
        [PART_COLOURS.leftEye, 6],
        [PART_COLOURS.outerLips, 12],
        [PART_COLOURS.innerLips, 8],
      ].flatMap(([colour, segments]) => [
        ["rgb(0 0 0 / 60%)", 6, segments, 1],
        [colour, 3, segments, 1],
      ]),
    );
    const at = (k: number) => [
      landmarks[3 * k]! + 0.5,
      landmarks[3 * k + 1]! + 0.5,
    ];
    const eye = canvas.painted[2 * 5]!.path;
    expect(eye.slice(0, 2)).toEqual([
      ["M", ...at(36)],
      ["L", ...at(37)],
    ]);
    expect(eye.slice(-2)).toEqual([
      ["M", ...at(41)],
      ["L", ...at(36)],
    ]);
  });

  it("pales what is hidden, on top of the caller's own opacity", () => {
    const landmarks = tinyLandmarks(200);
    const visibility = new Float32Array(68).fill(1);
    visibility.fill(0, 0, 4);
    const canvas = new RecordingContext();
    canvas.globalAlpha = 0.5;
    drawContours(canvas.context, { landmarks, visibility }, { hidden: 0.2 });
    const [dark, pale, , seen] = canvas.painted;
    // Three stretches lie between hidden landmarks, the fourth ends at one that is seen.
    expect(pale!.path).toHaveLength(6);
    expect(seen!.path).toHaveLength(2 * 13);
    expect([dark!.alpha, pale!.alpha, seen!.alpha]).toEqual([0.1, 0.1, 0.5]);
    expect(canvas).toMatchObject({
      globalAlpha: 0.5,
      lineCap: "butt",
      depth: 0,
    });
  });

  it("grows with the face", () => {
    const widths = [];
    for (const scale of [1, 4]) {
      const canvas = new RecordingContext();
      drawContours(canvas.context, {
        landmarks: tinyLandmarks(300 * scale),
      });
      widths.push(canvas.painted[1]!.lineWidth);
    }
    expect(widths[1]! / widths[0]!).toBeCloseTo(4, 2);
  });

  it("refuses a width that is none", () => {
    const landmarks = tinyLandmarks(200);
    const canvas = new RecordingContext();
    expect(() =>
      drawContours(canvas.context, { landmarks }, { width: NaN }),
    ).toThrow(/positive px for width/);
    expect(canvas.painted).toEqual([]);
  });
});
