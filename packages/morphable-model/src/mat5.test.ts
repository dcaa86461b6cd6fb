import { describe, expect, it } from "@jest/globals";
import { zlibSync } from "fflate";
import { readMat5 } from "./mat5.ts";

/** Little-endian bytes of 32-bit integers. */
function words(...values: number[]): number[] {
  return [...new Uint8Array(new Int32Array(values).buffer)];
}

function letters(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function header(text = "MATLAB 5.0 MAT-file", version = 1, endian = "IM") {
  return [...letters(text.padEnd(124)), ...[0, version], ...letters(endian)];
}

/** Type, size, data, padding to 8 bytes. */
function element(type: number, data: readonly number[]): number[] {
  const padding = new Array((8 - (data.length % 8)) % 8).fill(0);
  return [...words(type, data.length), ...data, ...padding];
}

/** The short form: at most 4 bytes of data. */
function shortElement(type: number, data: readonly number[]): number[] {
  return [type, 0, data.length, 0, ...data, ...[0, 0, 0, 0].slice(data.length)];
}

function matrix(
  kind: number,
  shape: readonly number[],
  name: string,
  numbers: readonly number[],
  flags = 0,
): number[] {
  return element(14, [
    ...element(6, [kind, flags, 0, 0, 0, 0, 0, 0]),
    ...element(5, words(...shape)),
    ...element(1, letters(name)),
    ...numbers,
  ]);
}

const doubles = (...values: number[]) =>
  element(9, [...new Uint8Array(new Float64Array(values).buffer)]);
const singles = (...values: number[]) =>
  element(7, [...new Uint8Array(new Float32Array(values).buffer)]);

function file(...parts: readonly number[][]): Uint8Array {
  return new Uint8Array([...header(), ...parts.flat()]);
}

describe("readMat5", () => {
  it("reads doubles and singles column by column", () => {
    const arrays = readMat5(
      file(
        matrix(6, [2, 3], "points", doubles(1, 2, 3, 4, 5, 6.5)),
        matrix(7, [1, 2], "Pose_Para", singles(0.5, -0.25)),
      ),
    );
    expect([...arrays.keys()]).toEqual(["points", "Pose_Para"]);
    expect(arrays.get("points")).toEqual({
      shape: [2, 3],
      data: new Float64Array([1, 2, 3, 4, 5, 6.5]),
    });
    expect(arrays.get("Pose_Para")).toEqual({
      shape: [1, 2],
      data: new Float32Array([0.5, -0.25]),
    });
  });

  it("reads doubles that are stored as small integers, in the short form too", () => {
    const arrays = readMat5(
      file(
        matrix(6, [1, 2], "roi", shortElement(3, [1, 0, 255, 255])),
        matrix(6, [1, 5], "ids", element(2, [9, 8, 7, 6, 250])),
      ),
    );
    expect(arrays.get("roi")?.data).toEqual(new Float64Array([1, -1]));
    expect(arrays.get("ids")?.data).toEqual(
      new Float64Array([9, 8, 7, 6, 250]),
    );
  });

  it.each([
    [8, 1, new Int8Array([-1, 2])],
    [9, 2, new Uint8Array([255, 2])],
    [10, 3, new Int16Array([-300, 2])],
    [11, 4, new Uint16Array([65535, 2])],
    [12, 5, new Int32Array([-70000, 2])],
    [13, 6, new Uint32Array([4294967295, 2])],
  ])("keeps integers of class %p as they are", (kind, type, numbers) => {
    const data = element(type, [...new Uint8Array(numbers.buffer)]);
    const arrays = readMat5(file(matrix(kind, [2, 1], "n", data)));
    expect(arrays.get("n")).toEqual({ shape: [2, 1], data: numbers });
  });

  it("inflates compressed elements, which have no padding", () => {
    const squeeze = (part: number[]) => {
      const bytes = [...zlibSync(new Uint8Array(part))];
      return [...words(15, bytes.length), ...bytes];
    };
    const first = squeeze(matrix(6, [1, 1], "a", doubles(7)));
    const second = squeeze(matrix(6, [1, 3], "bcd", doubles(8, 9, 10)));
    const arrays = readMat5(file(first, second));
    expect(arrays.get("a")?.data).toEqual(new Float64Array([7]));
    expect(arrays.get("bcd")?.data).toEqual(new Float64Array([8, 9, 10]));
  });

  it("reads an empty array and passes over text and structures", () => {
    const arrays = readMat5(
      file(
        matrix(4, [1, 2], "text", element(4, [65, 0, 66, 0])),
        matrix(2, [1, 1], "structure", []),
        matrix(6, [0, 0], "none", element(9, [])),
      ),
    );
    expect([...arrays.keys()]).toEqual(["none"]);
    expect(arrays.get("none")).toEqual({
      shape: [0, 0],
      data: new Float64Array(0),
    });
  });

  it("reads only the wanted arrays, whatever the others are", () => {
    const arrays = readMat5(
      file(
        matrix(6, [1, 1], "broken", element(99, [1])),
        matrix(6, [1, 1], "a", doubles(7)),
        matrix(6, [1, 1], "b", doubles(8)),
      ),
      "x.mat",
      ["b"],
    );
    expect([...arrays.keys()]).toEqual(["b"]);
  });

  it("reads a view into a larger buffer", () => {
    const bytes = file(matrix(6, [1, 1], "a", doubles(7)));
    const larger = new Uint8Array(bytes.length + 5);
    larger.set(bytes, 5);
    expect(readMat5(larger.subarray(5)).get("a")?.data[0]).toBe(7);
  });

  it("refuses a file that ends early, naming the file and the element", () => {
    const first = matrix(6, [1, 1], "a", doubles(7));
    const bytes = file(first, matrix(6, [1, 2], "b", doubles(8, 9)));
    const byte = 128 + first.length;
    expect(() => readMat5(bytes.subarray(0, -3), "x.mat")).toThrow(
      new RegExp(`data of an element .*\\(x\\.mat, byte ${byte}\\)`),
    );
    expect(() => readMat5(bytes.subarray(0, byte + 5), "x.mat")).toThrow(
      new RegExp(`8 bytes for tag .* 5 \\(x\\.mat, byte ${byte}\\)`),
    );
    expect(() => readMat5(bytes.subarray(0, 100), "x.mat")).toThrow(
      /128 bytes for header but received 100 \(x\.mat, byte 0\)/,
    );
    expect(readMat5(bytes.subarray(0, byte)).size).toBe(1);
  });

  it("refuses broken compression", () => {
    const bytes = zlibSync(new Uint8Array(matrix(6, [1, 1], "a", doubles(7))));
    const half = [...bytes.subarray(0, bytes.length >> 1)];
    const broken = file([...words(15, half.length), ...half]);
    expect(() => readMat5(broken, "x.mat")).toThrow(
      /compressed element but received .*\(x\.mat, byte 128\)/,
    );
  });

  it.each([
    ["7.3", header("MATLAB 7.3 MAT-file, HDF5", 2), /-v6 or -v7.*7\.3 file/],
    ["bare HDF5", letters("\x89HDF\r\n\x1a\n"), /-v6 or -v7.*7\.3 file/],
    ["big-endian", header(undefined, 1, "MI"), /little-endian.*byte 126/],
    ["other", letters("P6 450 450 255 ".repeat(20)), /MATLAB 5 file.*P6 450/],
  ])("refuses a %s file", (_, bytes, message) => {
    expect(() => readMat5(new Uint8Array(bytes), "x.mat")).toThrow(message);
  });

  it("refuses complex numbers, a wrong count, and a matrix without its parts", () => {
    const read = (part: number[]) => () => readMat5(file(part), "x.mat");
    expect(read(matrix(6, [1, 1], "a", doubles(1), 8))).toThrow(
      /real numbers for a but received complex ones \(x\.mat, byte 128\)/,
    );
    expect(read(matrix(6, [3, 1], "a", doubles(1)))).toThrow(
      /3 x 1 numbers for a but received 1/,
    );
    expect(read(matrix(6, [1, 1], "a", []))).toThrow(/end of the array/);
    expect(read(matrix(6, [1, 1], "a", element(99, [1])))).toThrow(
      /a number type for a but received 99/,
    );
  });
});
