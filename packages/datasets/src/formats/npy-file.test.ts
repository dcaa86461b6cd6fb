import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { parseNpy, readNpy } from "./npy-file.ts";

/** A file of the given header and numbers. */
function npy(
  header: string,
  numbers: ArrayBufferView,
  version: 1 | 2 = 1,
): Uint8Array {
  const text = Buffer.from(`${header}\n`);
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(text.length);
  else length.writeUInt32LE(text.length);
  return Buffer.concat([
    Buffer.from("\x93NUMPY", "latin1"),
    Buffer.from([version, 0]),
    length,
    text,
    Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength),
  ]);
}

const header = (descr: string, shape: string, fortran = false) =>
  `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${shape}, }`;

describe("parseNpy", () => {
  it("reads singles in C order", () => {
    const numbers = Float32Array.of(1, 2, 3, 4, 5, 6.5);
    expect(parseNpy(npy(header("<f4", "(2, 3)"), numbers))).toEqual({
      shape: [2, 3],
      data: numbers,
    });
  });

  it("reads Fortran order as C order", () => {
    // [[1, 2, 3], [4, 5, 6]], column after column.
    const numbers = Float64Array.of(1, 4, 2, 5, 3, 6);
    expect(parseNpy(npy(header("<f8", "(2, 3)", true), numbers))).toEqual({
      shape: [2, 3],
      data: Float64Array.of(1, 2, 3, 4, 5, 6),
    });
    const cube = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    const { data } = parseNpy(npy(header("|u1", "(2, 3, 2)", true), cube));
    expect([...data]).toEqual([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]);
  });

  it.each([
    ["|i1", Int8Array.of(-1, 2)],
    ["|u1", Uint8Array.of(255, 2)],
    ["<i2", Int16Array.of(-300, 2)],
    ["<u2", Uint16Array.of(65535, 2)],
    ["<i4", Int32Array.of(-70000, 2)],
    ["<u4", Uint32Array.of(4294967295, 2)],
  ])("keeps %s as it is", (descr, numbers) => {
    expect(parseNpy(npy(header(descr, "(2,)"), numbers))).toEqual({
      shape: [2],
      data: numbers,
    });
  });

  it("reads 64-bit integers as doubles, and refuses those that do not fit", () => {
    const numbers = BigInt64Array.of(-(2n ** 53n) + 1n, 7n);
    expect(parseNpy(npy(header("<i8", "(2,)"), numbers)).data).toEqual(
      Float64Array.of(-(2 ** 53) + 1, 7),
    );
    expect(() =>
      parseNpy(
        npy(header("<i8", "(1,)"), BigInt64Array.of(2n ** 60n)),
        "a.npy",
      ),
    ).toThrow(/integers of 53 bits for number 0 .*\(a\.npy, byte \d+\)/);
  });

  it("reads version 2, a single number, and a view into a larger buffer", () => {
    const one = npy(header("<f4", "()"), Float32Array.of(7), 2);
    const larger = new Uint8Array(one.length + 3);
    larger.set(one, 3);
    expect(parseNpy(larger.subarray(3))).toEqual({
      shape: [],
      data: Float32Array.of(7),
    });
  });

  const sound = npy(header("<f4", "(2,)"), Float32Array.of(1, 2));
  it.each([
    [
      "another format",
      Buffer.from("version: 1 and so on"),
      /"?.*NUMPY.* for start .*\(a\.npy, byte 0\)/,
    ],
    ["an empty file", new Uint8Array(0), /start of a \.npy file/],
    [
      "another version",
      Uint8Array.from(sound, (b, i) => (i === 6 ? 9 : b)),
      /version 1, 2 or 3 for header but received 9/,
    ],
    ["a header that ends early", sound.subarray(0, 30), /bytes for header/],
    [
      "numbers that end early",
      sound.subarray(0, -1),
      /2 numbers of 4 bytes for numbers but received "7 bytes"/,
    ],
    [
      "a size out of all proportion",
      npy(header("<f4", "(99999999999, 99999999999)"), Float32Array.of(1)),
      /99999999999 x 99999999999 numbers/,
    ],
    [
      "big-endian numbers",
      npy(header(">f4", "(1,)"), Float32Array.of(1)),
      /one of <f8, .* for descr but received ">f4"/,
    ],
    [
      "pickled objects",
      npy(header("|O", "(1,)"), Float32Array.of(1)),
      /for descr but received "\|O"/,
    ],
    [
      "a structure",
      npy(
        "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }",
        Float32Array.of(1),
      ),
      /for descr but received/,
    ],
    [
      "a header without a shape",
      npy("{'descr': '<f4', 'fortran_order': False}", Float32Array.of(1)),
      /descr, fortran_order and shape for header/,
    ],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => parseNpy(bytes, "a.npy")).toThrow(message);
  });

  it("names a file that is missing", async () => {
    await expect(readNpy("/nowhere/a.npy")).rejects.toThrow(
      /readable \.npy file .*nowhere/,
    );
  });
});

const data =
  process.env["FDHM_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const protocol = join(data, "protocol");
const present = existsSync(protocol);
(present ? describe : describe.skip)(
  `published label arrays${present ? "" : ` (absent: ${protocol})`}`,
  () => {
    it("are read as numpy reads them", async () => {
      const points = await readNpy(
        join(protocol, "aflw2000-3d/AFLW2000-3D.pts68.npy"),
      );
      expect(points.shape).toEqual([2000, 3, 68]);
      expect(points.data[0]).toBeCloseTo(121.868, 3);
      const ids = await readNpy(join(protocol, "3ddfa/keypoints_sim.npy"));
      expect([...ids.data.slice(0, 4)]).toEqual([65619, 65620, 65621, 66447]);
    });
  },
);
