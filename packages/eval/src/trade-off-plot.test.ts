import { describe, expect, it } from "@jest/globals";
import { parseHTML } from "linkedom";
import { tradeOffPlot } from "./trade-off-plot.ts";

const small = {
  name: "small",
  cost: 1,
  error: 0.06,
  bytes: 1e6,
  group: "ours",
};
const large = {
  name: "large",
  cost: 2,
  error: 0.04,
  bytes: 4e6,
  group: "ours",
};
const peer = { name: "peer", cost: 3, error: 0.05, bytes: 1e6, group: "peers" };

function draw(models = [small, large, peer], options = {}) {
  const text = tradeOffPlot(models, {
    cost: "milliseconds",
    title: "Speed and error",
    limit: 2.5,
    ...options,
  });
  const { document } = parseHTML(text);
  const circles = [...document.querySelectorAll("circle")].map((circle) => ({
    x: Number(circle.getAttribute("cx")),
    y: Number(circle.getAttribute("cy")),
    r: Number(circle.getAttribute("r")),
    fill: circle.getAttribute("fill"),
  }));
  // Large discs are drawn first, lest they hide others.
  return { text, circles: circles.sort((a, b) => a.x - b.x) };
}

describe("tradeOffPlot", () => {
  it("draws twice the cost twice as far from the axis where axes begin at 0", () => {
    const [a, b, c] = draw([small, large, peer], { fromZero: true }).circles;
    expect((c!.x - b!.x) / (b!.x - a!.x)).toBeCloseTo(1, 6);
    // Plots leave 50 px for the upright axis.
    expect((b!.x - 50) / (a!.x - 50)).toBeCloseTo(2, 6);
    // Error and height: from 4 % to 5 % as far as from 5 % to 6 %, and 0 below them all by four such steps.
    const step = c!.y - a!.y;
    expect(b!.y + 4 * step).toBeCloseTo(460 - 42, 0);
  });

  it("places dearer models to the right and worse ones higher", () => {
    const [a, b, c] = draw().circles;
    expect(a!.x).toBeLessThan(b!.x);
    expect(b!.x).toBeLessThan(c!.x);
    expect(a!.y).toBeLessThan(c!.y);
    expect(c!.y).toBeLessThan(b!.y);
  });

  it("gives files their size as area and groups their colour", () => {
    const [a, b, c] = draw().circles;
    expect(b!.r / a!.r).toBeCloseTo(2, 1);
    expect(a!.fill).toBe(b!.fill);
    expect(c!.fill).not.toBe(a!.fill);
  });

  it("writes what a person needs", () => {
    const { text } = draw();
    for (const word of [
      "small",
      "large",
      "peer",
      "● peers",
      "milliseconds",
      "Speed and error",
    ])
      expect(text).toContain(word);
    expect(text.startsWith("<svg")).toBe(true);
  });

  it("refuses what cannot be drawn", () => {
    expect(() => draw([])).toThrow("Expected at least one model for models");
    expect(() => draw([{ ...small, error: NaN }])).toThrow(
      "Expected a positive number for error of small but received NaN",
    );
  });
});
