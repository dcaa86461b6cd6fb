import { describe, expect, it } from "@jest/globals";
import { strFromU8, strToU8, unzlibSync, zlibSync } from "fflate";
import { crc32 } from "./crc32.ts";
import { readMorphableModel, writeMorphableModel } from "./model-file.ts";
import { type MorphableModel } from "./morphable-model.ts";

const wave = (length: number, phase: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * 0.7 + phase));

const model: MorphableModel = {
  name: "strip",
  vertexCount: 6,
  mean: wave(18, 0),
  identity: wave(3 * 18, 1),
  expression: wave(2 * 18, 2),
  identityDeviation: Float32Array.of(1, 0.5, 0.25),
  expressionDeviation: Float32Array.of(1, 7),
  triangles: Uint32Array.of(0, 1, 2, 2, 1, 3, 2, 3, 4, 4, 3, 5),
  uv: Float32Array.of(0, 0, 1, 0, 0, 0.5, 1, 0.5, 0, 1, 1, 1),
  landmarks: Uint32Array.from({ length: 68 }, (_, i) => (i * 5) % 6),
  skins: [
    {
      name: "a",
      width: 3,
      height: 2,
      data: Uint8Array.from({ length: 18 }, (_, i) => i * 13),
    },
    { name: "b", width: 1, height: 1, data: Uint8Array.of(1, 2, 3) },
  ],
};

const largestDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))),
    0,
  );

/** The file with another body and a checksum that fits it. */
function reseal(
  bytes: Uint8Array,
  change: (body: Uint8Array) => Uint8Array,
): Uint8Array {
  const body = change(unzlibSync(bytes.subarray(20)));
  const packed = zlibSync(body);
  const sealed = new Uint8Array(20 + packed.length);
  sealed.set(bytes.subarray(0, 20));
  const view = new DataView(sealed.buffer);
  view.setUint32(12, crc32(packed), true);
  view.setUint32(16, body.length, true);
  sealed.set(packed, 20);
  return sealed;
}

/** The file with another header. */
function withHeader(
  bytes: Uint8Array,
  change: (json: string) => string,
): Uint8Array {
  return reseal(bytes, (body) => {
    const end =
      4 + new DataView(body.buffer, body.byteOffset).getUint32(0, true);
    const header = strToU8(change(strFromU8(body.subarray(4, end))));
    const changed = new Uint8Array(4 + header.length + body.length - end);
    new DataView(changed.buffer).setUint32(0, header.length, true);
    changed.set(header, 4);
    changed.set(body.subarray(end), 4 + header.length);
    return changed;
  });
}

describe("model file", () => {
  it("gives the model back, numbers to half a step", () => {
    const step = 1 / 128;
    const back = readMorphableModel(writeMorphableModel(model, { step }));
    expect(back).toMatchObject({
      name: "strip",
      vertexCount: 6,
      triangles: model.triangles,
      landmarks: model.landmarks,
      identityDeviation: model.identityDeviation,
      expressionDeviation: model.expressionDeviation,
      skins: model.skins,
      uv: model.uv,
    });
    expect(
      largestDifference(back.identity, model.identity),
    ).toBeLessThanOrEqual(step / 2 + 1e-7);
    expect(largestDifference(back.identity, model.identity)).toBeGreaterThan(
      step / 8,
    );
    expect(
      largestDifference(back.expression, model.expression),
    ).toBeLessThanOrEqual(step / 2 + 1e-7);
    expect(largestDifference(back.mean, model.mean)).toBeLessThanOrEqual(
      step / 32 + 1e-7,
    );
  });

  it("is the same for the same model, and exact when written again", () => {
    const bytes = writeMorphableModel(model);
    expect(writeMorphableModel(model)).toEqual(bytes);
    const step = 2 ** -12;
    const once = readMorphableModel(writeMorphableModel(model, { step }));
    expect(readMorphableModel(writeMorphableModel(once, { step }))).toEqual(
      once,
    );
  });

  it("takes a view into a larger buffer", () => {
    const bytes = writeMorphableModel(model);
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 5);
    expect(readMorphableModel(larger.subarray(5, 5 + bytes.length)).name).toBe(
      "strip",
    );
  });

  it("takes a model without skins, triangles or modes", () => {
    const bare: MorphableModel = {
      ...model,
      identity: new Float32Array(0),
      expression: new Float32Array(0),
      identityDeviation: new Float32Array(0),
      expressionDeviation: new Float32Array(0),
      triangles: new Uint32Array(0),
      skins: [],
    };
    expect(readMorphableModel(writeMorphableModel(bare)).identity.length).toBe(
      0,
    );
  });

  it("refuses to write what does not fit", () => {
    expect(() => writeMorphableModel({ ...model, vertexCount: 7 })).toThrow(
      "21 numbers for mean",
    );
    expect(() =>
      writeMorphableModel({ ...model, mean: wave(18, NaN) }),
    ).toThrow("finite numbers for mean");
    expect(() => writeMorphableModel(model, { step: 0 })).toThrow(
      "a positive number for step but received 0",
    );
    expect(() => writeMorphableModel(model, { step: 1e-9 })).toThrow(
      "steps of 1e-9",
    );
  });

  it("refuses a file cut short, wherever", () => {
    const bytes = writeMorphableModel(model);
    for (let length = 0; length < bytes.length; length += 3)
      expect(() =>
        readMorphableModel(bytes.subarray(0, length), "m.bin"),
      ).toThrow(/^Expected .* \(m\.bin/);
  });

  it("refuses other files, other versions and changed bytes", () => {
    const bytes = writeMorphableModel(model);
    const changed = (at: number): Uint8Array =>
      bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
    expect(() => readMorphableModel(changed(0), "m.bin")).toThrow(
      'Expected "fdhmface" for magic',
    );
    expect(() => readMorphableModel(changed(8), "m.bin")).toThrow(
      "Expected 1 for version but received 0 (m.bin, byte 8)",
    );
    for (const at of [12, 20, 40, bytes.length - 1])
      expect(() => readMorphableModel(changed(at), "m.bin")).toThrow(
        /^Expected checksum \d+ for model but received \d+ \(m\.bin, byte 12\)/,
      );
  });

  it("refuses contents that do not fit one another though the checksum does", () => {
    const bytes = writeMorphableModel(model);
    const replaced = (from: string, to: string) => () =>
      readMorphableModel(
        withHeader(bytes, (json) => json.replace(from, to)),
        "m.bin",
      );
    expect(replaced('"triangleCount":4', '"triangleCount":5')).toThrow("m.bin");
    expect(replaced('"vertexCount":6', '"vertexCount":5')).toThrow("m.bin");
    expect(replaced('"vertexCount":6', '"vertexCount":-6')).toThrow(
      "a whole number, 0 or more for vertexCount but received -6",
    );
    expect(replaced('"width":3', '"width":30')).toThrow('bytes for skin "a"');
    expect(replaced('"name":"strip"', '"name":7')).toThrow(
      "a text for name but received 7",
    );
    expect(replaced('"step":', '"step":-')).toThrow(
      "a positive number for step",
    );
    expect(replaced("{", "")).toThrow("JSON for header");
    expect(() =>
      readMorphableModel(
        reseal(bytes, (body) => body.subarray(0, body.length - 3)),
      ),
    ).toThrow('3 bytes for skin "b" but received "0 bytes"');
    expect(() =>
      readMorphableModel(reseal(bytes, (body) => Uint8Array.of(...body, 0))),
    ).toThrow('an end for model but received "1 more bytes"');
  });
});
