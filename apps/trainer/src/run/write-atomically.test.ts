import {
  mkdtemp,
  mkdir,
  readFile,
  readdir,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { writeAtomically } from "./write-atomically.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("writeAtomically", () => {
  it("makes the folder, replaces the file and leaves nothing beside it", async () => {
    const file = join(folder, "deep", "a.txt");
    await writeAtomically(file, "one");
    await writeAtomically(file, "two");
    expect(await readFile(file, "utf8")).toBe("two");
    expect(await readdir(join(folder, "deep"))).toEqual(["a.txt"]);
  });

  it("names a place that cannot be written and keeps what stands there", async () => {
    const file = join(folder, "taken");
    await mkdir(file);
    await writeFile(join(file, "kept.txt"), "kept");
    await expect(writeAtomically(file, "new")).rejects.toThrow(/taken/);
    expect(await readFile(join(file, "kept.txt"), "utf8")).toBe("kept");
    expect(await readdir(folder)).toEqual(["taken"]);
  });

  it("says why it could not write", async () => {
    const file = join(folder, "a.txt");
    await writeFile(file, "kept");
    await expect(
      writeAtomically(join(file, "below-a-file.txt"), "new"),
    ).rejects.toThrow(
      /Expected a place that can be written for output file but received E\w+.*below-a-file/,
    );
    expect(await readFile(file, "utf8")).toBe("kept");
  });
});
