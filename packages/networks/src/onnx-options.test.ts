import { describe, expect, it } from "@jest/globals";
import { resolveOnnxOptions, type OnnxOptions } from "./onnx-options.ts";

describe("resolveOnnxOptions", () => {
  it("fills in what is left out", () => {
    expect(resolveOnnxOptions({})).toEqual({
      weights: "float32",
      batch: "free",
      heatMap: "drawn",
    });
    expect(resolveOnnxOptions({ weights: "float16", batch: 4 })).toEqual({
      weights: "float16",
      batch: 4,
      heatMap: "drawn",
    });
  });

  it.each([
    [{ weights: "int8" }, "float32 or float16 for options.weights", '"int8"'],
    [{ batch: 0 }, "free or a whole number of at least 1", "0"],
    [{ batch: 1.5 }, "free or a whole number of at least 1", "1.5"],
    [{ batch: "1" }, "for options.batch", '"1"'],
    [{ heatMap: "none" }, "drawn or bias for options.heatMap", '"none"'],
  ])("refuses %j", (options, wanted, received) => {
    const resolve = () => resolveOnnxOptions(options as OnnxOptions);
    expect(resolve).toThrow(RangeError);
    expect(resolve).toThrow(wanted);
    expect(resolve).toThrow(`but received ${received}`);
  });
});
