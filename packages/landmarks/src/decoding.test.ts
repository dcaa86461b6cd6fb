import { describe, expect, it } from "@jest/globals";
import { parseDecoding, stringifyDecoding, type Decoding } from "./decoding.ts";

const DECODING: Decoding = {
  format: "fdhm",
  version: 1,
  network: "fast-dhm",
  landmarks: "ibug68",
  inputSize: 112,
  boxScale: Math.SQRT2,
  boxShift: [0, 0.05],
  normalisation: { mean: [127.5, 127.5, 127.5], deviation: [128, 128, 128] },
  meanFace: new Array<number>(204).fill(0.25),
  meanNormals: new Array<number>(204).fill(0.5),
};

describe("the decoding", () => {
  it("survives the journey through a model file", () => {
    expect(parseDecoding(stringifyDecoding(DECODING))).toEqual(DECODING);
  });

  it.each([
    [{ format: "onnx" }, /"fdhm" for format/],
    [{ version: 2 }, /version 1 for version/],
    [{ landmarks: "wflw98" }, /landmarks/],
    [{ inputSize: 11.5 }, /inputSize/],
    [{ boxScale: -1 }, /boxScale/],
    [{ boxShift: [0] }, /boxShift/],
    [
      { normalisation: { mean: [0, 0, 0], deviation: [1, 0, 1] } },
      /deviations/,
    ],
    [{ meanFace: [1, 2] }, /meanFace/],
    [{ meanNormals: undefined }, /meanNormals/],
  ])("refuses %j by name", (change, message) => {
    const json = JSON.stringify({ ...DECODING, ...change });
    expect(() => parseDecoding(json, "m.onnx")).toThrow(message);
    expect(() => parseDecoding(json, "m.onnx")).toThrow(/m\.onnx/);
  });

  it("refuses text that is no JSON", () => {
    expect(() => parseDecoding("{")).toThrow(/Expected JSON/);
  });
});
