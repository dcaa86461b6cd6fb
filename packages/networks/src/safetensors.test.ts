import { describe, expect, it } from "@jest/globals";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";

const contents = {
  tensors: [
    { name: "b", shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
    { name: "a", shape: [], data: Float32Array.of(-0.5) },
    { name: "none", shape: [0], data: new Float32Array() },
  ],
  metadata: { epoch: "7", author: "Zoë" },
};
const bytes = writeSafetensors(contents);

/** A file of a given header and tail. */
function file(header: string, tail = 0): Uint8Array {
  const made = new Uint8Array(8 + header.length + tail);
  made[0] = header.length;
  for (let i = 0; i < header.length; i++) made[8 + i] = header.charCodeAt(i);
  return made;
}

describe("safetensors", () => {
  it("reads what it wrote", () => {
    expect(readSafetensors(bytes)).toEqual(contents);
  });

  it("starts tensors at multiples of eight", () => {
    const length = new DataView(bytes.buffer).getUint32(0, true);
    expect(length % 8).toBe(0);
    expect(bytes.length).toBe(8 + length + 20);
  });

  it("reads from the middle of a buffer", () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(readSafetensors(shifted.subarray(3))).toEqual(contents);
  });

  it("reads headers in UTF-8", () => {
    const text = '{"__metadata__":{"author":"Zo\u00c3\u00ab"}}';
    expect(readSafetensors(file(text)).metadata).toEqual({ author: "Zoë" });
  });

  it("refuses a shape that is not the data's", () => {
    expect(() =>
      writeSafetensors({
        tensors: [{ name: "a", shape: [3], data: new Float32Array(2) }],
        metadata: {},
      }),
    ).toThrow("Expected 3 numbers for a but received Float32Array of 2");
  });

  it.each<[string, Uint8Array, string]>([
    [
      "a file cut in its tensors",
      bytes.subarray(0, -1),
      `Expected ${bytes.length} bytes for file but received ${bytes.length - 1} (w)`,
    ],
    [
      "a file cut in its header",
      bytes.subarray(0, 20),
      "Expected a header of at most 12 bytes for header length",
    ],
    [
      "a file with more behind it",
      new Uint8Array([...bytes, 0]),
      `Expected ${bytes.length} bytes for file`,
    ],
    ["an empty file", new Uint8Array(), "Expected at least 8 bytes for file"],
    ["no JSON", file("{nonsense"), "Expected JSON for header"],
    ["a list", file("[1]"), "Expected an object for header"],
    [
      "metadata that are no texts",
      file('{"__metadata__":{"a":1}}'),
      "Expected texts by key for __metadata__",
    ],
    [
      "other element types",
      file('{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}', 2),
      "Expected F32, shape and offsets for a",
    ],
    [
      "gaps",
      file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', 8),
      'Expected offsets 0 and 4 for a but received "4 and 8" (w, byte 8)',
    ],
  ])("refuses %s", (_, damaged, message) => {
    expect(() => readSafetensors(damaged, "w")).toThrow(message);
  });
});
