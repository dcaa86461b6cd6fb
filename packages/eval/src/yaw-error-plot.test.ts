import { describe, expect, it } from "@jest/globals";
import { parseHTML } from "linkedom";
import { yawErrorBins, yawErrorPlot } from "./yaw-error-plot.ts";

const degrees = Math.PI / 180;
const face = (name: string, yaw: number, nme: number | null) => ({
  name,
  yaw: yaw * degrees,
  nme,
});
const faces = [
  face("front", 0, 0.02),
  face("border", -10, 0.04),
  face("past it", 10.1, 0.05),
  face("missed", 15, null),
  face("profile", -88, 0.06),
  face("beyond", 95, 0.08),
];

describe("yawErrorBins", () => {
  it("takes means of ten degrees to either side, and leaves out what has no face", () => {
    expect(yawErrorBins(faces)).toEqual([
      { from: 0, to: 10, faces: 2, mean: 0.03 },
      { from: 10, to: 20, faces: 1, mean: 0.05 },
      { from: 80, to: 90, faces: 2, mean: 0.07 },
    ]);
  });

  it.each([
    ["no face", [], /at least one face/],
    ["an unknown yaw", [{ name: "a", nme: 0.1 }], /yaw of a/],
    ["a negative error", [face("a", 0, -1)], /NME of a/],
  ])("refuses %s", (_, broken, message) => {
    expect(() => yawErrorBins(broken)).toThrow(message);
  });
});

describe("yawErrorPlot", () => {
  const worse = faces.map((one) => ({
    ...one,
    nme: one.nme && 2 * one.nme,
  }));
  const lines = [
    { name: "ours", faces },
    { name: "theirs", faces: worse },
  ];

  it("draws larger errors higher and turned heads to the right", () => {
    const { document } = parseHTML(yawErrorPlot(lines));
    const dots = [...document.querySelectorAll("circle")].map((circle) => ({
      x: Number(circle.getAttribute("cx")),
      y: Number(circle.getAttribute("cy")),
    }));
    expect(dots).toHaveLength(6);
    // Lines are drawn from the largest last error down.
    const [theirs, ours] = [dots.slice(0, 3), dots.slice(3)];
    for (let i = 0; i < 3; i++) {
      expect(theirs[i]!.x).toBeCloseTo(ours[i]!.x, 9);
      expect(theirs[i]!.y).toBeLessThan(ours[i]!.y);
    }
    const width = 640 - 50 - 20;
    expect((ours[1]!.x - ours[0]!.x) / width).toBeCloseTo(10 / 90, 2);
    // 0.03 to 0.05 is as far as 0.05 to 0.07.
    expect(ours[1]!.y - ours[0]!.y).toBeCloseTo(ours[2]!.y - ours[1]!.y, 6);
  });

  it("names the methods from the largest last error down", () => {
    const text = yawErrorPlot(lines, { title: "By yaw", ground: "page" });
    expect(text.indexOf("theirs")).toBeLessThan(text.indexOf("ours"));
    expect(text).toContain("By yaw");
    expect(text).toContain("var(--line-1");
  });

  it("refuses methods of one name, and none", () => {
    expect(() => yawErrorPlot([lines[0]!, lines[0]!])).toThrow(/of its own/);
    expect(() => yawErrorPlot([])).toThrow(/1 to 21 methods/);
  });
});
