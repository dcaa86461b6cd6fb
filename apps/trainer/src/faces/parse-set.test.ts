import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parseSet } from "./parse-set.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "set-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("parseSet", () => {
  it("reads rendered faces with count and seed", async () => {
    expect(await parseSet("rendered:7:9")).toMatchObject({
      kind: "rendered",
      count: 7,
      seed: 9,
    });
    expect(await parseSet("rendered")).toMatchObject({ count: 300 });
  });

  it("tells a benchmark from a folder of labels by its labels.json", async () => {
    expect(await parseSet(folder)).toEqual({ kind: "pts", path: folder });
    await writeFile(join(folder, "labels.json"), "{}");
    expect(await parseSet(folder, "helen")).toEqual({
      kind: "benchmark",
      path: folder,
      role: "helen",
    });
  });

  it.each([
    ["rendered:0", "score", /at least one face/],
    ["rendered:x", "score", /--data/],
    ["/nowhere/at/all", "score", /a folder/],
    ["rendered", "all", /--role/],
  ])("refuses %s with role %s", async (text, role, message) => {
    await expect(parseSet(text, role)).rejects.toThrow(message);
  });
});
