import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { writeWhole } from "./write-whole.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-write-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("writeWhole", () => {
  it("writes over what was there and leaves nothing beside it", async () => {
    const path = join(folder, "a.txt");
    await writeWhole(path, "one");
    await writeWhole(path, Uint8Array.of(116, 119, 111));
    expect(await readFile(path, "utf8")).toBe("two");
    expect(await readdir(folder)).toEqual(["a.txt"]);
  });

  it("names a file that cannot be written", async () => {
    await expect(
      writeWhole(join(folder, "nowhere/a.txt"), "one"),
    ).rejects.toThrow(/a place that can be written for file .*a\.txt/);
  });
});
