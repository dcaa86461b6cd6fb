import { describe, expect, it } from "@jest/globals";
import { crc32 } from "./crc32.ts";

describe("crc32", () => {
  it("gives the check value of the standard", () => {
    expect(
      crc32(new Uint8Array([..."123456789"].map(Number).map((d) => 48 + d))),
    ).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});
