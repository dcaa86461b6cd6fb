import { describe, expect, it } from "@jest/globals";
import { readMetadata } from "./onnx-metadata.ts";
import { tinyDecoding } from "./testing/tiny-face.ts";
import { tinyModel } from "./testing/tiny-model.ts";

const decoding = tinyDecoding(8);
const model = tinyModel({
  decoding,
  bias: decoding.meanFace,
  metadata: { author: "Zoë", fdhm: "{}", empty: "" },
});

describe("readMetadata", () => {
  it("finds every entry of a file that another program wrote", () => {
    expect([...readMetadata(model)]).toEqual([
      ["author", "Zoë"],
      ["fdhm", "{}"],
      ["empty", ""],
    ]);
  });

  it("reads bytes that stand in the middle of a buffer", () => {
    const buffer = new Uint8Array(model.length + 7);
    buffer.set(model, 7);
    expect(readMetadata(buffer.subarray(7)).get("author")).toBe("Zoë");
  });

  it("finds a truncated file by where it stops, wherever that is", () => {
    // Any cut that is not between two fields must be noticed: at most a handful of fields stand at the top level.
    let whole = 0;
    for (let length = 1; length < model.length; length += 97) {
      try {
        readMetadata(model.subarray(0, length), "cut.onnx");
        whole++;
      } catch (error) {
        expect((error as Error).message).toMatch(
          /whole ONNX file.*\(cut\.onnx, byte \d+\)/,
        );
      }
    }
    expect(whole).toBeLessThanOrEqual(1);
  });

  it("tells how many bytes are missing", () => {
    // Field 7 (the graph) of 100 bytes, of which 2 are there.
    expect(() => readMetadata(new Uint8Array([0x3a, 100, 1, 2]))).toThrow(
      'Expected 100 bytes for field 7 of a whole ONNX file for model but received "2 bytes" (byte 2)',
    );
  });

  it.each([
    [
      "a web page",
      new TextEncoder().encode("<!doctype html>"),
      /wire type 4.*byte 0/,
    ],
    [
      "a Git LFS pointer",
      new TextEncoder().encode("version https://git"),
      /wire type 6.*byte 0/,
    ],
    ["zeros", new Uint8Array(10), /field number 0.*byte 0/],
    [
      "an endless number",
      new Uint8Array(20).fill(0xff),
      /more than 10 bytes.*byte 0/,
    ],
    ["nothing", new Uint8Array(0), /no bytes/],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => readMetadata(bytes)).toThrow(message);
  });
});
