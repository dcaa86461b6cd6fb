import { describe, expect, it } from "@jest/globals";
import { parseTorch7, readTorch7 } from "./torch7.ts";
import {
  tensor,
  torch7Bytes,
  type Written,
  type WrittenTensor,
} from "./torch7-bytes.test.fixture.ts";

const modes = ["binary", "ascii"] as const;

describe.each(modes)("parseTorch7 of %s files", (mode) => {
  const read = (value: Written) => parseTorch7(torch7Bytes(value, mode));

  it("reads nil, numbers, strings and booleans", () => {
    expect(read(null)).toBe(null);
    expect(read(-2.5)).toBe(-2.5);
    expect(read(1e-300)).toBe(1e-300);
    expect(read(Infinity)).toBe(Infinity);
    expect(read(NaN)).toBe(NaN);
    expect(read("two words\nand a line, é")).toBe("two words\nand a line, é");
    expect(read("")).toBe("");
    expect(read(true)).toBe(true);
    expect(read(false)).toBe(false);
  });

  it("reads tables, one that holds itself too", () => {
    const table = new Map<Written, Written>([
      ["name", "a"],
      [1, "first"],
      [2, new Map([["deep", true]])],
      ["nothing", ""],
      ["after", 3],
    ]);
    expect(read(table)).toEqual(table);
    table.set("self", table);
    const found = read(table) as Map<unknown, unknown>;
    expect(found.get("self")).toBe(found);
    expect(found.get("after")).toBe(3);
  });

  it.each([
    ["Byte", Uint8Array.of(0, 255, 10, 48)],
    ["Char", Int8Array.of(-128, 127, 10, 32)],
    ["Short", Int16Array.of(-300, 2, 3, 4)],
    ["Int", Int32Array.of(-70000, 2, 3, 4)],
    ["Long", Float64Array.of(-(2 ** 53) + 1, 2, 3, 4)],
    ["Float", Float32Array.of(1.5, NaN, -Infinity, 0.1)],
    ["Double", Float64Array.of(1.5, 0.1, 3, 1e300)],
  ])("reads a tensor of %s", (kind, data) => {
    expect(read(tensor(kind, [2, 2], [...data]))).toEqual({
      className: `torch.${kind}Tensor`,
      shape: [2, 2],
      data,
    });
  });

  it("follows strides and offset", () => {
    const storage = { kind: "Float", values: [9, 1, 2, 3, 4, 5, 6, 9] };
    const view = (shape: number[], strides: number[], offset: number) =>
      read({ kind: "Float", shape, strides, offset, storage });
    // The 2 x 3 matrix from the second number on, and that transposed.
    expect(view([2, 3], [3, 1], 2)).toMatchObject({
      data: Float32Array.of(1, 2, 3, 4, 5, 6),
    });
    expect(view([3, 2], [1, 3], 2)).toMatchObject({
      data: Float32Array.of(1, 4, 2, 5, 3, 6),
    });
    expect(view([2, 2], [0, 1], 3)).toMatchObject({
      data: Float32Array.of(2, 3, 2, 3),
    });
  });

  it("reads what several share once", () => {
    const storage = { kind: "Double", values: [1, 2, 3, 4] };
    const first: WrittenTensor = { kind: "Double", shape: [2], storage };
    const second: WrittenTensor = { ...first, offset: 3 };
    const found = read(
      new Map<Written, Written>([
        [1, first],
        [2, second],
        [3, first],
        [4, storage],
      ]),
    ) as unknown as Map<number, { data: unknown }>;
    expect(found.get(1)?.data).toEqual(Float64Array.of(1, 2));
    expect(found.get(2)?.data).toEqual(Float64Array.of(3, 4));
    expect(found.get(3)).toBe(found.get(1));
    expect(found.get(4)).toEqual({
      className: "torch.DoubleStorage",
      shape: [4],
      data: Float64Array.of(1, 2, 3, 4),
    });
  });

  it("reads empty tensors, with and without a storage", () => {
    const empty = { kind: "Float", shape: [], storage: null };
    expect(read(empty)).toEqual({
      className: "torch.FloatTensor",
      shape: [],
      data: new Float32Array(0),
    });
    expect(read(tensor("Int", [0, 3], []))).toMatchObject({
      shape: [0, 3],
      data: new Int32Array(0),
    });
  });

  it("passes over what follows the object", () => {
    const bytes = Buffer.concat([torch7Bytes(7, mode), Buffer.from("\nmore")]);
    expect(parseTorch7(bytes)).toBe(7);
  });

  it("refuses a file that is cut anywhere, naming it and the byte", () => {
    const table = new Map<Written, Written>([
      ["points", tensor("Float", [2, 2], [1, 2, 3, 4])],
      ["name", "face"],
    ]);
    const bytes = torch7Bytes(table, mode);
    // In ASCII the last line end may be missing.
    const end = mode === "ascii" ? bytes.length - 1 : bytes.length;
    for (let length = 1; length < end; length++)
      expect(() => parseTorch7(bytes.subarray(0, length), "cut.t7")).toThrow(
        /\(cut\.t7, byte \d+\)/,
      );
  });

  it("refuses other classes, naming them", () => {
    const linear = { kind: "Cuda", shape: [], storage: null };
    expect(() => parseTorch7(torch7Bytes(linear, mode), "a.t7")).toThrow(
      /a tensor or storage of .* for class but received "torch\.CudaTensor" \(a\.t7, byte 0\)/,
    );
  });

  it("refuses a tensor that reaches out of its storage", () => {
    const storage = { kind: "Float", values: [1, 2, 3] };
    const view = (shape: number[], strides: number[], offset: number) => () =>
      read({ kind: "Float", shape, strides, offset, storage });
    expect(view([2, 2], [2, 1], 1)).toThrow(
      /a storage of 4 numbers for torch\.FloatTensor but received 3/,
    );
    expect(view([1], [1], 0)).toThrow(/a storage of/);
    expect(view([2], [-1], 3)).toThrow(/0 or more for sizes and strides/);
    expect(view([2 ** 20, 2 ** 20], [0, 0], 1)).toThrow(
      /at most 134217728 numbers/,
    );
    expect(() =>
      read({
        kind: "Float",
        shape: [1],
        storage: { kind: "Int", values: [1] },
      }),
    ).toThrow(/torch\.FloatStorage for storage of a torch\.FloatTensor/);
  });

  it("refuses tables without end", () => {
    let deep: Written = null;
    for (let i = 0; i < 300; i++) deep = new Map([[1, deep]]);
    expect(() => read(deep)).toThrow(/at most 200 tables/);
  });
});

describe("parseTorch7", () => {
  const ints = (...values: number[]) =>
    Buffer.from(new Int32Array(values).buffer);

  it.each([
    ["an empty file", Buffer.alloc(0), /first byte but received an empty file/],
    ["another format", Buffer.from("MATLAB 5.0"), /binary or ASCII.*byte 0/],
    ["a function", ints(6, 10), /received a function \(a\.t7, byte 0\)/],
    ["a function of today", ints(8, 1, 10), /received a function/],
    ["a function of old", Buffer.from("7\n1\n"), /received a function/],
    [
      "a string out of all proportion",
      ints(2, 2 ** 31 - 1),
      /2147483647 bytes for string/,
    ],
    ["a string of negative length", ints(2, -4), /-4 bytes for string/],
    [
      "a table of negative size",
      ints(3, 1, -1),
      /0 or more for size of a table/,
    ],
    [
      "numbers out of all proportion",
      Buffer.from("4\n1\n3\nV 1\n18\ntorch.FloatStorage\n999999999999\n1 2\n"),
      /999999999999 numbers for torch\.FloatStorage/,
    ],
    [
      "text among the numbers",
      Buffer.from("4\n1\n3\nV 1\n18\ntorch.FloatStorage\n2\n1 nose\n"),
      /a number for torch\.FloatStorage but received "nose" \(a\.t7, byte 36\)/,
    ],
    [
      "an integer that is none",
      Buffer.from("4\n1\n3\nV 1\n16\ntorch.IntStorage\n1\n1.5\n"),
      /a number of type Int for torch\.IntStorage but received 1\.5/,
    ],
    [
      "a long of more than 53 bits",
      Buffer.from("4\n1\n3\nV 1\n17\ntorch.LongStorage\n1\n9007199254740993\n"),
      /integers of 53 bits/,
    ],
    [
      "a tensor that is its own storage",
      Buffer.from("4\n1\n3\nV 1\n17\ntorch.FloatTensor\n1\n1\n1\n1\n4\n1\n"),
      /an object that has been read for reference to object 1/,
    ],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => parseTorch7(bytes, "a.t7")).toThrow(message);
  });

  it("reads files older than class versions", () => {
    const text = "4\n1\n18\ntorch.FloatStorage\n2\n1 2\n";
    expect(parseTorch7(Buffer.from(text))).toMatchObject({
      data: Float32Array.of(1, 2),
    });
  });

  it("names a file that is missing", async () => {
    await expect(readTorch7("/nowhere/a.t7")).rejects.toThrow(
      /readable \.t7 file .*nowhere/,
    );
  });
});
