import { describe, expect, it } from "@jest/globals";
import { createFastDhm } from "@fdhm/networks";
import { networkConfig } from "./network-config.ts";

const meanFace = new Float32Array(204).map((_, i) => ((i % 9) - 4) / 10);

describe("networkConfig", () => {
  it("is the preset with its deviations", () => {
    const preset = networkConfig({ preset: "fast-dhm" }, meanFace);
    const wide = networkConfig(
      { preset: "fast-dhm", inputSize: 96, recurrentWidth: 2, steps: 2 },
      meanFace,
    );
    expect(wide).toEqual({
      ...preset,
      inputSize: 96,
      recurrentWidth: 2,
      steps: 2,
    });
    expect(createFastDhm(wide).inputSize).toBe(96);
  });

  it("refuses an unknown preset and names the nearest", () => {
    expect(() => networkConfig({ preset: "fastdhm" }, meanFace)).toThrow(
      /did you mean "fast-dhm"/,
    );
  });
});
