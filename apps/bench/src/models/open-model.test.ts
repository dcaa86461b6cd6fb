import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  ourTinyOnnx,
  peppaTinyOnnx,
  tinyOnnx,
} from "../testing/tiny-onnx.test.fixture.ts";
import { openModel } from "./open-model.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-bench-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe("openModel", () => {
  const mine = ourTinyOnnx(new Float32Array(204));

  it("takes from a file of ours how it is fed, and counts its parameters", async () => {
    const model = await openModel(await write("mine.onnx", mine));
    expect(model).toMatchObject({
      name: "mine",
      group: "ours",
      inputSize: 8,
      window: { base: "longer", scale: 1.5, shift: [0, 0] },
      // Three rows of gain and the bias; the shape is none.
      parameters: 4 * 204,
    });
    expect(model.bytes).toHaveLength(mine.length);
  });

  it("knows a model of others by the name of its file", async () => {
    const bytes = peppaTinyOnnx(new Float32Array(136));
    const model = await openModel(await write("peppa_slim160.onnx", bytes));
    expect(model).toMatchObject({
      name: "peppa_slim160",
      group: "peers",
      order: "bgr",
    });
  });

  it.each([
    ["a cut file", mine.subarray(0, 900), /a whole ONNX file/],
    ["what is no ONNX file", new Uint8Array(7).fill(255), /a whole ONNX file/],
    ["an empty file", new Uint8Array(0), /with weights/],
    [
      "a model that no adapter knows",
      tinyOnnx({
        ...{ input: "x", size: 8, output: "y", shape: [1, 2] },
        bias: [1, 2],
      }),
      /an entry "fdhm", or the file name of a model that has an adapter/,
    ],
  ])("refuses %s, naming it", async (_, bytes, message) => {
    const path = await write("broken.onnx", bytes);
    const opened = openModel(path);
    await expect(opened).rejects.toThrow(message);
    await expect(opened).rejects.toThrow("broken.onnx");
  });

  it("names a file that is not there", async () => {
    await expect(openModel(join(folder, "none.onnx"))).rejects.toThrow(
      /can be read.*none\.onnx/,
    );
  });
});
