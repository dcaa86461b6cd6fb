import { describe, expect, it } from "@jest/globals";
import { fromBytePlanes, toBytePlanes } from "./byte-planes.ts";

describe("byte planes", () => {
  it("keep every integer of 32 bits", () => {
    const values = Int32Array.of(
      0,
      -1,
      1,
      127,
      -128,
      70000,
      2147483647,
      -2147483648,
    );
    const bytes = toBytePlanes(values);
    expect(fromBytePlanes(bytes, 0, values.length)).toEqual({
      values,
      end: bytes.length,
    });
  });

  it("leave out planes of zeros", () => {
    expect(toBytePlanes(Int32Array.of(0, -1, 1, -2))).toEqual(
      Uint8Array.of(1, 0, 1, 2, 3),
    );
    expect(toBytePlanes(new Int32Array(5))).toEqual(Uint8Array.of(0));
    expect(toBytePlanes(Int32Array.of(128, 0))).toEqual(
      Uint8Array.of(2, 0, 0, 1, 0),
    );
  });

  it("tell when bytes are missing", () => {
    const bytes = toBytePlanes(Int32Array.of(300, 4));
    expect(fromBytePlanes(bytes.subarray(0, 4), 0, 2)).toBeUndefined();
    expect(fromBytePlanes(bytes, bytes.length, 2)).toBeUndefined();
    expect(fromBytePlanes(Uint8Array.of(5), 0, 0)).toBeUndefined();
  });
});
