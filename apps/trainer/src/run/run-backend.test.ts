import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { backendChange } from "./run-backend.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backend-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("backendChange", () => {
  it("tells that a run goes on with another backend than it was begun with", async () => {
    expect(await backendChange(folder, "wasm", 0)).toBeUndefined();
    expect(await backendChange(folder, "wasm", 10)).toBeUndefined();
    expect(await backendChange(folder, "webgpu", 20)).toBe(
      "The run was begun with wasm and goes on with webgpu: its numbers are no longer those of one backend alone.",
    );
    expect(await backendChange(folder, "webgpu", 30)).toContain("begun with");
    expect(await readFile(join(folder, "backend.txt"), "utf8")).toBe("wasm\n");
  });

  it("begins anew where no step is done", async () => {
    expect(await backendChange(folder, "cpu", 0)).toBeUndefined();
    expect(await backendChange(folder, "cpu", 5)).toBeUndefined();
  });
});
