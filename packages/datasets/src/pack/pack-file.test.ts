import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { FacePack } from "./face-pack.ts";
import { packFaces } from "./pack-faces.ts";
import { readPack, writePack } from "./pack-file.ts";
import { PREAMBLE_BYTES } from "./pack-header.ts";
import { masked, squares } from "./squares.test.fixture.ts";

let folder: string;
let file: string;
let pack: FacePack;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-pack-"));
  file = join(folder, "set.pack");
  pack = await packFaces(squares("sét", [10, 20, 30], masked), { edge: 16 });
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes bytes of the written file. */
async function change(at: (bytes: Buffer) => number): Promise<number> {
  const bytes = await readFile(file);
  const byte = at(bytes);
  bytes[byte]! ^= 1;
  await writeFile(file, bytes);
  return byte;
}

describe("writePack and readPack", () => {
  it("give back what was packed, NaN included, in shared memory", async () => {
    await writePack(file, pack);
    expect(await readdir(folder)).toEqual(["set.pack"]);
    const read = await readPack(file);
    expect(read).toEqual(pack);
    expect(read.poses[3]).toBeNaN();
    for (const array of [read.pictures, read.masks!, read.landmarks])
      expect(Object.prototype.toString.call(array.buffer)).toBe(
        "[object SharedArrayBuffer]",
      );
  });

  it("keep a pack without masks without, and one that faces were left out of", async () => {
    const set = squares("set", [1, 2, 3], (sample, index) => {
      if (index === 1) throw new RangeError("gone");
      return sample;
    });
    const part = await packFaces(set, { edge: 16, onBroken: () => {} });
    await writePack(file, part);
    const read = await readPack(file);
    expect(read).toEqual(part);
    expect(read).not.toHaveProperty("masks");
  });

  it("refuse a missing file, a folder, and one that is no pack", async () => {
    await expect(readPack(file)).rejects.toThrow(/readable pack.*set\.pack/);
    await expect(readPack(folder)).rejects.toThrow(/a file for pack/);
    await writeFile(file, "FDHM");
    await expect(readPack(file)).rejects.toThrow(/a pack.*set\.pack, byte 0\)/);
    await writeFile(file, Buffer.alloc(500, 7));
    await expect(readPack(file)).rejects.toThrow(/a pack.*set\.pack, byte 0\)/);
  });

  it("refuse another version", async () => {
    await writePack(file, pack);
    await change(() => 8);
    await expect(readPack(file)).rejects.toThrow(
      /version 1.* for pack but received 0 \(.*set\.pack, byte 8\)/,
    );
  });

  it("refuse a file that is cut anywhere, or longer than it should be", async () => {
    await writePack(file, pack);
    const whole = await readFile(file);
    for (const length of [15, 60, 900, whole.length - 1]) {
      await writeFile(file, whole);
      await truncate(file, length);
      await expect(readPack(file)).rejects.toThrow(
        length < PREAMBLE_BYTES ? /byte 0\)/ : `byte ${length})`,
      );
    }
    await writeFile(file, Buffer.concat([whole, Buffer.from("x")]));
    await expect(readPack(file)).rejects.toThrow(`byte ${whole.length})`);
  });

  it("refuse a changed byte in the header and in every section", async () => {
    await writePack(file, pack);
    await change(() => PREAMBLE_BYTES + 10);
    await expect(readPack(file)).rejects.toThrow(
      /an unchanged header.*byte 20\)/,
    );
    const lengths = [3 * 768, 3 * 256, 3 * 816, 3 * 12, 3 * 272];
    for (const [i, name] of Object.entries([
      "pictures",
      "masks",
      "landmarks",
      "poses",
      "visibility",
    ])) {
      await writePack(file, pack);
      // Counted from the end, which does not depend on how long the header is.
      const behind = lengths.slice(+i).reduce((a, b) => a + b);
      let start = 0;
      await change((bytes) => (start = bytes.length - behind) + 5);
      await expect(readPack(file)).rejects.toThrow(
        new RegExp(`unchanged bytes for section ${name}.*byte ${start}\\)`),
      );
    }
  });

  it("leave what stood there when the new file cannot be written", async () => {
    await mkdir(file);
    await expect(writePack(file, pack)).rejects.toThrow(
      /a place that can be written.*set\.pack/,
    );
    expect(await readdir(folder)).toEqual(["set.pack"]);
    await expect(
      writePack(join(folder, "none", "x.pack"), pack),
    ).rejects.toThrow(/a place that can be written/);
  });
});
