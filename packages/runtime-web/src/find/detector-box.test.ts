import { describe, expect, it } from "@jest/globals";
import { detectorBox } from "./detector-box.ts";

const box = { x: 100, y: 200, width: 50, height: 80 };

describe("detectorBox", () => {
  it("leaves boxes as they are by default", () => {
    expect(detectorBox({})(box)).toEqual(box);
  });

  it("scales about the middle, and shifts in widths and heights of the detector's box", () => {
    expect(detectorBox({ scale: 2 })(box)).toEqual({
      x: 75,
      y: 160,
      width: 100,
      height: 160,
    });
    const ours = detectorBox({ scale: [1, 0.75], shift: [0.1, 0.25] })(box);
    expect(ours).toEqual({ x: 105, y: 230, width: 50, height: 60 });
  });

  it("refuses numbers that make no box", () => {
    expect(() => detectorBox({ scale: 0 })).toThrow(
      "Expected one or two numbers above 0 for scale but received 0",
    );
    expect(() => detectorBox({ scale: [1, NaN] })).toThrow("for scale");
    expect(() => detectorBox({ shift: [0, Infinity] })).toThrow(
      "Expected two finite numbers for shift",
    );
  });
});
