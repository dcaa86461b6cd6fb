import { describe, expect, it } from "@jest/globals";
import { parseHTML } from "linkedom";
import { cedPlot } from "./ced-plot.ts";

const LINES = [
  { name: "worse <b>", errors: [0.05, 0.08, null, 0.02] },
  { name: "better", errors: [0.01, 0.02, 0.03, 0.04] },
];

function parse(svg: string) {
  return parseHTML(svg).document.querySelector("svg")!;
}

describe("cedPlot", () => {
  it("is an SVG file on white with a line a method, the best first in the legend", () => {
    const text = cedPlot(LINES, { title: "AFLW2000-3D" });
    expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    const svg = parse(text);
    expect(svg.firstElementChild!.getAttribute("fill")).toBe("white");
    expect(svg.querySelectorAll('[aria-label="line"] path')).toHaveLength(2);
    const texts = [...svg.querySelectorAll("text")].map((t) => t.textContent);
    expect(texts.slice(-3)).toEqual([
      "better  (AUC 58.3 %)",
      "worse <b>  (AUC 20.8 %)",
      "AFLW2000-3D",
    ]);
  });

  it("draws the staircase to scale", () => {
    // Scales: 600 - 50 - 20 px are 6 %, 400 - 16 - 42 px are 100 % of the faces.
    const text = cedPlot([{ name: "one", errors: [0.03, 0.6] }], {
      width: 600,
      height: 400,
    });
    const path = parse(text)
      .querySelector('[aria-label="line"] path')!
      .getAttribute("d")!;
    const numbers = path.match(/-?[\d.]+/g)!.map(Number);
    // From (0, 0) right to 3 %, up to 50 %, right to 6 %.
    expect(numbers.slice(0, 2)).toEqual([50, 358]);
    expect(path).toContain("315");
    expect(numbers.at(-2)).toBe(580);
    expect(numbers.at(-1)).toBe(187);
  });

  it("refuses nothing to draw, twins and faceless methods", () => {
    expect(() => cedPlot([])).toThrow(/1 to 21 methods/);
    expect(() => cedPlot([LINES[0]!, LINES[0]!])).toThrow(/name of its own/);
    expect(() => cedPlot([{ name: "a", errors: [] }])).toThrow(/one face/);
  });
});
