import { describe, expect, it } from "@jest/globals";
import {
  createNetwork,
  DHM_RNN_PRESETS,
  FAST_DHM_PRESETS,
} from "@fdhm/networks";
import { networkChoice } from "./network-choice.ts";

const meanFace = new Float32Array(204).map((_, i) => ((i % 9) - 4) / 10);
const numbers = (length: number) =>
  Array.from({ length }, (_, i) => 1 + (i % 7));
const model = {
  mean: numbers(204),
  identity: numbers(199 * 204),
  expression: numbers(29 * 204),
  identityDeviation: numbers(199),
  expressionDeviation: numbers(29),
};
const face = { meanFace, model };

describe("networkChoice", () => {
  it("is the preset with its deviations", () => {
    const blocks = [
      { filters: 16, stride: 2 },
      { filters: 24, stride: 2 },
    ];
    const wide = networkChoice(
      {
        preset: "fast-dhm",
        inputSize: 96,
        cnnWidth: 1.5,
        recurrentWidth: 2,
        steps: 2,
        blocks,
        hidden: 12,
      },
      face,
    );
    expect(wide).toEqual({
      family: "fast-dhm",
      config: {
        ...FAST_DHM_PRESETS["fast-dhm"],
        inputSize: 96,
        width: 1.5,
        recurrentWidth: 2,
        steps: 2,
        blocks,
        hidden: 12,
        meanFace: Array.from(meanFace),
      },
    });
    expect(createNetwork(wide).inputSize).toBe(96);
  });

  it("finds presets of every family", () => {
    const { family } = networkChoice({ preset: "cnn-3d" }, face);
    expect(family).toBe("cnn-3d");
  });

  it("gives networks that estimate parameters their model", () => {
    const choice = networkChoice(
      { preset: "dhm-rnn", inputSize: 32, stages: [[4], [8]], units: 16 },
      face,
    );
    expect(choice).toEqual({
      family: "dhm-rnn",
      config: {
        ...DHM_RNN_PRESETS["dhm-rnn"],
        inputSize: 32,
        stages: [[4], [8]],
        units: 16,
        model,
      },
    });
    expect(createNetwork(choice).space).toBeDefined();
  });

  it("refuses what the family does not have", () => {
    expect(() => networkChoice({ preset: "cnn-3d", steps: 2 }, face)).toThrow(
      /\(cnn-3d has no other\) for network but received "steps"/,
    );
  });

  it("refuses an unknown preset and names the nearest", () => {
    expect(() => networkChoice({ preset: "fastdhm" }, face)).toThrow(
      /did you mean "fast-dhm"/,
    );
  });
});
