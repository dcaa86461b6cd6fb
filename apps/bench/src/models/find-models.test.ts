import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findPeers, shippedModels } from "./find-models.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-peers-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("findPeers", () => {
  it("tells which files of peers are there and which are not", async () => {
    await writeFile(join(folder, "peppa_slim160.onnx"), "");
    await writeFile(join(folder, "unknown.onnx"), "");
    expect(await findPeers(folder, true)).toEqual({
      paths: [join(folder, "peppa_slim160.onnx")],
      missing: ["openseeface_lm0.onnx"],
    });
  });

  it("refuses a folder that is not there only where it was asked for", async () => {
    const nowhere = join(folder, "nowhere");
    expect((await findPeers(nowhere, false)).paths).toEqual([]);
    await expect(findPeers(nowhere, true)).rejects.toThrow(
      /folder that can be read for --peers.*nowhere/,
    );
  });
});

describe("shippedModels", () => {
  it("finds the files of the model packages, whole floats before halves", async () => {
    const names = (await shippedModels()).map((path) => basename(path));
    const whole = names.indexOf("fast-dhm.onnx");
    expect(whole).toBeGreaterThanOrEqual(0);
    expect(names.indexOf("fast-dhm.float16.onnx")).toBeGreaterThan(whole);
  });
});
