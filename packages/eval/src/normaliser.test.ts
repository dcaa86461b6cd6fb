import { describe, expect, it } from "@jest/globals";
import { nme } from "./nme.ts";
import { normaliserLength } from "./normaliser.ts";

/** A face in a box of 30 x 40 px whose eyes' outer corners are 20 px apart, and their middles 12. */
function face(): Float32Array {
  const points = new Float32Array(204);
  for (let k = 0; k < 68; k++) points.set([15, 20, 0], 3 * k);
  points.set([0, 0, 0, 30, 40, 0]);
  for (let k = 36; k < 42; k++) points.set([k === 36 ? 4 : 10, 10, 0], 3 * k);
  for (let k = 42; k < 48; k++)
    points.set([k === 45 ? 24 : 20.8, 10, 0], 3 * k);
  return points;
}

describe("normaliserLength", () => {
  it("is what the definitions say", () => {
    expect(normaliserLength(face(), "box")).toBeCloseTo(Math.sqrt(1200), 6);
    expect(normaliserLength(face(), "diagonal")).toBeCloseTo(50, 6);
    expect(normaliserLength(face(), "inter-ocular")).toBeCloseTo(20, 6);
    // (4 + 5 * 10) / 6 = 9 and (24 + 5 * 20.8) / 6 = 21.333.
    expect(normaliserLength(face(), "inter-pupil")).toBeCloseTo(12.3333, 4);
  });

  it("divides the error", () => {
    const moved = face().map((value, i) => (i % 3 === 0 ? value + 5 : value));
    const measured = (normaliser: "diagonal" | "inter-ocular") =>
      nme(moved, face(), { normaliser });
    expect(measured("diagonal")).toBeCloseTo(0.1, 6);
    expect(measured("inter-ocular")).toBeCloseTo(0.25, 6);
  });

  it("refuses eyes in one place and a word that is none of them", () => {
    const flat = new Float32Array(204).map((_, i) => i % 7);
    flat.copyWithin(3 * 45, 3 * 36, 3 * 37);
    expect(() => normaliserLength(flat, "inter-ocular")).toThrow(
      /positive length.*inter-ocular/,
    );
    expect(() => normaliserLength(face(), "eyes" as never)).toThrow(
      /normaliser.*"eyes"/,
    );
    expect(() => normaliserLength([1, 2, 3], "inter-pupil")).toThrow(
      /68 xyz triples/,
    );
  });
});
