import { describe, expect, it } from "@jest/globals";
import { Sdm, writeSdm } from "@fdhm/sdm";
import { Stage } from "../models/stage.ts";
import { javaScript } from "../runtimes/javascript.ts";
import { sdm } from "./sdm.ts";

const SIZE = 24;
let state = 5;
const next = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const random = (length: number) =>
  Float32Array.from({ length }, () => 0.2 * (next() - 0.5));
const stage = {
  cell: 3,
  projection: random(68 * 128),
  regression: random(69 * 204),
};
const weights = { size: SIZE, meanFace: random(204), stages: [stage] };
const bytes = writeSdm(new Sdm(weights));

describe("sdm", () => {
  const model = sdm.open(bytes, "runs/descent.sdm");

  it("is named as its file, and counts what it has learned", () => {
    expect(model).toMatchObject({ name: "descent", inputSize: SIZE });
    expect(model.parameters).toBe(204 + 68 * 128 + 69 * 204);
  });

  it("finds in the bench's stage what it finds by itself", async () => {
    const data = Uint8Array.from({ length: 4 * 60 * 50 }, () => 256 * next());
    const picture = { data, width: 60, height: 50, channels: 4 } as const;
    const box = { x: 14, y: 9, width: 30, height: 26 };
    const opened = await Stage.open(javaScript, {
      ...{ ...model, path: "descent.sdm", bytes },
      runsIn: ["javascript"],
    });
    const found = await opened.align(picture, box);
    const own = new Sdm(weights).alignPicture(picture, box);
    for (const [i, value] of own.entries())
      expect(found[i]).toBeCloseTo(value, 3);
    await opened.runNetwork();
    await opened.release();
  });

  it("is refused, by its name, where it is cut or another file", async () => {
    await expect(
      javaScript.open(bytes.subarray(0, 500), "dir/cut.sdm"),
    ).rejects.toThrow(/dir\/cut\.sdm/);
    await expect(javaScript.open(bytes, "dir/x.onnx")).rejects.toThrow(
      /a method in JavaScript.*dir\/x\.onnx/,
    );
  });
});
