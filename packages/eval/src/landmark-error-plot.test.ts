import { describe, expect, it } from "@jest/globals";
import { parseHTML } from "linkedom";
import { landmarkErrorPlot } from "./landmark-error-plot.ts";

/** Landmarks on a square of edge 1: 0 at the upper left, 1 at the lower right, all others in the middle. */
const face = Float32Array.from({ length: 204 }, (_, i) =>
  i % 3 === 2 ? 0 : 0.5,
);
face.set([0, 0, 0, 1, 1, 0]);

function discs(errors: ArrayLike<number>) {
  const svg = landmarkErrorPlot(errors, face, { width: 500 });
  const { document } = parseHTML(svg);
  return [...document.querySelectorAll("circle")]
    .filter((circle) => circle.querySelector("title"))
    .map((circle) => ({
      name: circle.textContent,
      x: Number(circle.getAttribute("cx")),
      y: Number(circle.getAttribute("cy")),
      r: Number(circle.getAttribute("r")),
    }));
}

describe("landmarkErrorPlot", () => {
  it("draws errors to the scale of the face, y down, the largest first", () => {
    const errors = new Float64Array(68).fill(0.01);
    errors.set([0.1, 0.05]);
    const [first, second] = discs(errors);
    // The face is 76 % of the width.
    expect(first).toEqual({ name: "landmark 0: 10.0 %", x: 60, y: 60, r: 38 });
    expect(second).toMatchObject({ name: "landmark 1: 5.0 %", x: 440, y: 440 });
  });

  it("halves discs that would hide the face, and says so", () => {
    const errors = new Float64Array(68).fill(0.4);
    // A quarter of 40 % of 76 % of 500 px.
    expect(discs(errors)[0]!.r).toBe(38);
    expect(landmarkErrorPlot(errors, face)).toContain(">radii at 1/4 of");
    expect(landmarkErrorPlot(errors.fill(0.1), face)).not.toContain("radii");
  });

  it("writes the largest errors beside their landmarks", () => {
    const errors = Float64Array.from({ length: 68 }, (_, k) => k / 1000);
    const svg = landmarkErrorPlot(errors, face, { labelled: 2 });
    const { document } = parseHTML(svg);
    expect(
      [...document.querySelectorAll("text")].map((text) => text.textContent),
    ).toEqual(["6.7", "6.6"]);
  });

  it("refuses what cannot be drawn", () => {
    expect(() => landmarkErrorPlot([1], face)).toThrow("68 fractions");
    expect(() =>
      landmarkErrorPlot(new Float64Array(68).fill(NaN), face),
    ).toThrow("68 fractions");
    expect(() => landmarkErrorPlot(new Float64Array(68), [0])).toThrow(
      "68 xyz triples for face",
    );
  });
});
