import { describe, expect, it } from "@jest/globals";
import { parseHTML } from "linkedom";
import { scatterPlot } from "./scatter-plot.ts";

const axes = { x: "rate", y: "error" };
const points = [
  { name: "low", x: 0.001, y: 5 },
  { x: 0.01, y: 4 },
  { x: 0.1, y: 6 },
];

function dots(svg: string) {
  const { document } = parseHTML(svg);
  return [...document.querySelectorAll("circle")].map((circle) => [
    Number(circle.getAttribute("cx")),
    Number(circle.getAttribute("cy")),
  ]);
}

describe("scatterPlot", () => {
  it("places values across, by their logarithm where asked, and outcomes upwards", () => {
    const [a, b, c] = dots(scatterPlot(points, { ...axes, logarithmic: true }));
    expect(b![0]! - a![0]!).toBeCloseTo(c![0]! - b![0]!, 3);
    expect(b![1]!).toBeGreaterThan(a![1]!);
    expect(c![1]!).toBeLessThan(a![1]!);
    const [d, e, f] = dots(scatterPlot(points, axes));
    expect(f![0]! - e![0]!).toBeGreaterThan(5 * (e![0]! - d![0]!));
  });

  it("labels a logarithmic axis at 1, 2 and 5, or at powers of ten", () => {
    const labels = (most: number) => {
      const two = [points[0]!, { x: most, y: 4 }];
      const svg = scatterPlot(two, { ...axes, logarithmic: true });
      const { document } = parseHTML(svg);
      const ticks = document.querySelector('[aria-label="x-axis tick label"]');
      return [...ticks!.querySelectorAll("text")]
        .map((text) => text.textContent)
        .filter(Boolean);
    };
    expect(labels(0.01)).toEqual(["0.001", "0.002", "0.005", "0.01"]);
    expect(labels(1)).toEqual(["0.001", "0.01", "0.1", "1"]);
  });

  it("names what has a name", () => {
    const { document } = parseHTML(scatterPlot(points, axes));
    expect(document.toString().match(/>low</g)).toHaveLength(1);
  });

  it("refuses what cannot be drawn", () => {
    expect(() => scatterPlot([], axes)).toThrow("at least one point");
    expect(() => scatterPlot([{ x: 1, y: NaN }], axes)).toThrow("finite");
    const zero = [{ name: "zero", x: 0, y: 1 }];
    expect(() => scatterPlot(zero, { ...axes, logarithmic: true })).toThrow(
      "a positive number for x of zero",
    );
  });
});
