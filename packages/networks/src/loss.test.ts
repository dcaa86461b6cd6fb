import { describe, expect, it } from "@jest/globals";
import { checkLoss, type LossConfig } from "./loss.ts";

const SOUND: LossConfig = { landmarks: { kind: "l2" }, scoreWeight: 1 };
const adaptive = { exponent: 1, least: 0.5, most: 2 };

describe("checkLoss", () => {
  it.each<[Partial<LossConfig>, string]>([
    [
      { landmarks: { kind: "smooth-l1", beta: 0 } },
      "a positive number for beta",
    ],
    [
      { landmarks: { kind: "wing", width: -1, curvature: 1 } },
      "a positive number for width",
    ],
    [
      { landmarks: { kind: "wing", width: 1, curvature: NaN } },
      "a positive number for curvature",
    ],
    [
      { landmarks: { kind: "l3" } as unknown as LossConfig["landmarks"] },
      '"l2", "smooth-l1" or "wing" for landmarks.kind but received "l3"',
    ],
    [{ scoreWeight: -1 }, "a number of at least 0 for scoreWeight"],
    [
      { parameterWeight: NaN },
      "a number of at least 0 for parameterWeight but received NaN",
    ],
    [{ depthWeight: -0.1 }, "a number of at least 0 for depthWeight"],
    [{ landmarkWeights: [1, 2] }, "68 numbers for landmarkWeights"],
    [
      { landmarkWeights: new Array<number>(68).fill(1).with(4, NaN) },
      "a number of at least 0 for landmarkWeights[4] but received NaN",
    ],
    [
      { adaptive: { ...adaptive, exponent: -1 } },
      "a number of at least 0 for adaptive.exponent",
    ],
    [
      { adaptive: { ...adaptive, least: 0 } },
      "above 0 and up to 1 for adaptive.least",
    ],
    [
      { adaptive: { ...adaptive, most: 0.9 } },
      "a number of at least 1 for adaptive.most",
    ],
  ])("refuses %j", (change, message) => {
    expect(() => checkLoss({ ...SOUND, ...change })).toThrow(message);
  });

  it("takes every term at once", () => {
    expect(() =>
      checkLoss({ ...SOUND, adaptive, depthWeight: 0.5 }),
    ).not.toThrow();
  });
});
