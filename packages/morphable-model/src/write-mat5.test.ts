import { describe, expect, it } from "@jest/globals";
import { type Mat5Array, type Mat5Numbers, readMat5 } from "./mat5.ts";
import { writeMat5 } from "./write-mat5.ts";

const row = (data: Mat5Numbers): Mat5Array => ({
  shape: [1, data.length],
  data,
});

describe("writeMat5", () => {
  it.each([
    [true, "compressed"],
    [false, "plain"],
  ])("gives back what was written (compress %p: %s)", (compress) => {
    const arrays = new Map<string, Mat5Array>([
      ["pt2d", { shape: [2, 3], data: Float64Array.of(1, 2.5, 3, 4, 5, NaN) }],
      ["Pose_Para", row(Float32Array.of(0.5, -0.25))],
      ["int8s", row(Int8Array.of(-1, 2))],
      ["uint8s", row(Uint8Array.of(255, 2, 3))],
      ["int16s", row(Int16Array.of(-300))],
      ["uint16s", row(Uint16Array.of(65535))],
      ["int32s", row(Int32Array.of(-70000))],
      ["uint32s", row(Uint32Array.of(4294967295))],
      ["cube", { shape: [2, 1, 2], data: Float32Array.of(1, 2, 3, 4) }],
      ["none", { shape: [0, 0], data: new Float64Array(0) }],
    ]);
    expect(readMat5(writeMat5(arrays, { compress }))).toEqual(arrays);
  });

  it("compresses unless told otherwise, and writes the same bytes again", () => {
    const arrays = { zeros: row(new Float64Array(1000)) };
    const bytes = writeMat5(arrays);
    expect(bytes.length).toBeLessThan(300);
    expect(writeMat5(arrays)).toEqual(bytes);
    const plain = writeMat5(arrays, { compress: false });
    // Header, tag, flags, dimensions, name, tag of the numbers and the numbers.
    expect(plain.length).toBe(128 + 8 + 16 + 16 + 16 + 8 + 8000);
  });

  it("writes a view into a larger buffer", () => {
    const data = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
    const read = readMat5(writeMat5({ part: row(data) }));
    expect(read.get("part")?.data).toEqual(Float32Array.of(1, 2));
  });

  it.each([
    ["a name that starts with a digit", "3d", row(Float32Array.of(1)), /"3d"/],
    ["an empty name", "", row(Float32Array.of(1)), /name of an array/],
    [
      "a name that MATLAB would cut",
      "a".repeat(64),
      row(Float32Array.of(1)),
      /up to 62/,
    ],
    [
      "a shape that does not fit",
      "a",
      { shape: [2, 2], data: Float32Array.of(1, 2, 3) },
      /holds 3 numbers for a but received 2 x 2/,
    ],
    [
      "one dimension",
      "a",
      { shape: [3], data: Float32Array.of(1, 2, 3) },
      /two or more dimensions/,
    ],
    [
      "half a row",
      "a",
      { shape: [0.5, 2], data: Float32Array.of(1) },
      /received 0.5 x 2/,
    ],
  ])("refuses %s", (_, name, array, message) => {
    expect(() => writeMat5({ [name]: array })).toThrow(message);
  });
});
