import { describe, expect, it } from "@jest/globals";
import { readSafetensors, writeSafetensors } from "@fdhm/networks/safetensors";
import { readSdm, writeSdm } from "./sdm-file.ts";
import { COORDINATES, type SdmStage } from "./sdm-stage.ts";
import { Sdm } from "./sdm.ts";
import { drawFaces, noise, SIZE } from "./testing/drawn-faces.test.fixture.ts";

const next = noise(3);
const random = (length: number) =>
  Float32Array.from({ length }, () => 0.1 * (next() - 0.5));
const stage = (cell: number, kept: number): SdmStage => ({
  cell,
  projection: random(68 * kept * 128),
  regression: random((68 * kept + 1) * COORDINATES),
});
const sdm = new Sdm({
  size: SIZE,
  meanFace: random(COORDINATES),
  stages: [stage(6, 2), stage(3, 1)],
});
const bytes = writeSdm(sdm);

/** The file with other metadata or tensors. */
function changed({
  metadata = {},
  tensors = (all) => all,
}: {
  readonly metadata?: Record<string, string>;
  readonly tensors?: (
    all: ReturnType<typeof readSafetensors>["tensors"],
  ) => ReturnType<typeof readSafetensors>["tensors"];
}): Uint8Array {
  const file = readSafetensors(bytes);
  return writeSafetensors({
    metadata: { ...file.metadata, ...metadata },
    tensors: tensors(file.tensors),
  });
}

describe("writeSdm and readSdm", () => {
  it("keep every number: the same landmarks come out", () => {
    const again = readSdm(bytes);
    expect(again.weights.stages.map(({ cell }) => cell)).toEqual([6, 3]);
    const crop = Float32Array.from(drawFaces(1, 4).pictures);
    expect(again.align(crop)).toEqual(sdm.align(crop));
    const written = writeSdm(again);
    expect(written).toHaveLength(bytes.length);
    expect(written.every((byte, i) => byte === bytes[i])).toBe(true);
  });

  it("keep a cascade without stages", () => {
    const meanFace = random(COORDINATES);
    const none = new Sdm({ size: 16, meanFace, stages: [] });
    const again = readSdm(writeSdm(none));
    expect(again.align(new Float32Array(256))).toEqual(meanFace);
  });

  it.each([
    ["a file that is cut", bytes.subarray(0, -4), /\d+ bytes for file/],
    ["a file that is cut early", bytes.subarray(0, 30), /header of at most/],
    ["none", new Uint8Array(), /at least 8 bytes/],
    [
      "another format",
      changed({ metadata: { format: "pt" } }),
      /"fdhm-sdm" for format of the file.*"pt"/,
    ],
    [
      "another version",
      changed({ metadata: { version: "2" } }),
      /"1" for version of the file/,
    ],
    ["no size", changed({ metadata: { size: "" } }), /8 to 512 for size/],
    [
      "cells that are none",
      changed({ metadata: { cells: "6,x" } }),
      /cell of stage 1.*NaN/,
    ],
    [
      "fewer stages than are told",
      changed({ metadata: { cells: "6,3,2" } }),
      /a tensor for stage\.2\.projection/,
    ],
    [
      "more stages than are told",
      changed({ metadata: { cells: "6" } }),
      /no more tensors.*stage\.1/,
    ],
    [
      "a tensor of another length",
      changed({
        tensors: (all) =>
          all.map((one) =>
            one.name === "stage.1.regression"
              ? { ...one, shape: [204], data: new Float32Array(204) }
              : one,
          ),
      }),
      /14076 numbers for regression of stage 1/,
    ],
    [
      "a number that is none",
      changed({
        tensors: (all) =>
          all.map((one) =>
            one.name === "mean_face"
              ? { ...one, data: one.data.map((v, i) => (i === 7 ? NaN : v)) }
              : one,
          ),
      }),
      /finite number for mean face\[7\]/,
    ],
  ])("refuse %s, naming the file", (_, broken, message) => {
    expect(() => readSdm(broken, "dir/x.sdm")).toThrow(message);
    expect(() => readSdm(broken, "dir/x.sdm")).toThrow(/dir\/x\.sdm/);
  });
});
