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
    expect(await parseSet(folder)).toMatchObject({ kind: "pts", path: folder });
    await writeFile(join(folder, "labels.json"), "{}");
    expect(await parseSet(folder)).toMatchObject({
      ...{ kind: "benchmark", path: folder, role: "score", boxes: "tight" },
    });
    expect(await parseSet(`pts:${folder}`)).toMatchObject({ kind: "pts" });
  });

  it("takes the keys of a configuration's source", async () => {
    const text = `benchmark:${folder}?role=helen&boxes=jittered`;
    expect(await parseSet(text)).toMatchObject({
      ...{ kind: "benchmark", path: folder, role: "helen", boxes: "jittered" },
    });
    expect(await parseSet("rendered:5?size=64")).toMatchObject({
      ...{ count: 5, size: 64 },
    });
  });

  it.each([
    ["rendered:0", /--data rendered:0 .*count: Too small/],
    ["rendered:x", /KIND:PATH \(pts, benchmark/],
    ["/nowhere/at/all", /for --data but received "\/nowhere/],
    ["rendered?sise=9", /unknown key sise; did you mean "size"/],
    ["rendered?size", /key=value for --data but received "size"/],
    ["benchmark:/x?role=all", /role: Invalid option/],
  ])("refuses %s", async (text, message) => {
    await expect(parseSet(text)).rejects.toThrow(message);
  });

  it("names the option at fault", async () => {
    await expect(parseSet("nothing", "--from")).rejects.toThrow(/--from/);
  });
});
