import { describe, expect, it } from "@jest/globals";
import { parseHTML } from "linkedom";
import { curvePlot, type Curve } from "./curve-plot.ts";

const falling = {
  name: "loss",
  points: [
    { x: 0, y: 100 },
    { x: 5, y: 10 },
    { x: 10, y: 1 },
  ],
};
const axes = { x: "epochs", y: "loss" };

/** Corners of each drawn line, in px. */
function linesOf(svg: string): [number, number][][] {
  const { document } = parseHTML(svg);
  return [...document.querySelectorAll('[aria-label="line"] path')].map(
    (path) =>
      [...path.getAttribute("d")!.matchAll(/([\d.]+),([\d.]+)/g)].map(
        ([, x, y]) => [Number(x), Number(y)],
      ),
  );
}

describe("curvePlot", () => {
  it("places points to the right as x grows and higher as the value does", () => {
    const [[first, middle, last]] = linesOf(curvePlot([falling], axes)) as [
      [[number, number], [number, number], [number, number]],
    ];
    expect(middle[0] - first[0]).toBeCloseTo(last[0] - middle[0], 3);
    expect(first[1]).toBeLessThan(middle[1]);
    expect(middle[1] - first[1]).toBeGreaterThan(5 * (last[1] - middle[1]));
  });

  it("shows tenths alike on a logarithmic axis, where nothing below 0 is drawn", () => {
    const points = [...falling.points, { x: 12, y: 0 }];
    const svg = curvePlot([{ ...falling, points }], {
      ...axes,
      logarithmic: true,
    });
    const [line] = linesOf(svg);
    expect(line).toHaveLength(3);
    const [a, b, c] = line!.map(([, y]) => y);
    expect(b! - a!).toBeCloseTo(c! - b!, 1);
  });

  it("names curves but not the faint ones, which take the next one's colour", () => {
    const curves: Curve[] = [
      { ...falling, name: "each step", faint: true },
      falling,
      { ...falling, name: "error" },
    ];
    const { document } = parseHTML(curvePlot(curves, axes));
    const colours = [...document.querySelectorAll('[aria-label="line"]')].map(
      (line) => line.getAttribute("stroke"),
    );
    expect(colours[0]).toBe(colours[1]);
    expect(colours[2]).not.toBe(colours[1]);
    expect(document.toString()).not.toContain("each step");
    expect(document.toString()).toContain(">error<");
  });

  it("takes a page's colours where it is part of one", () => {
    expect(curvePlot([falling], axes)).toContain('fill="white"');
    const svg = curvePlot([falling], { ...axes, ground: "page" });
    expect(svg).not.toContain('fill="white"');
    expect(svg).toContain("var(--line-1, #0072b2)");
  });

  it("refuses what cannot be drawn", () => {
    expect(() => curvePlot([], axes)).toThrow("1 to 7 curves for curves");
    const none = { name: "none", points: [{ x: 1, y: NaN }] };
    expect(() => curvePlot([none], axes)).toThrow("a point that can be drawn");
  });
});
