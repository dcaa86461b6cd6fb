import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { readPicture, readPictureSize } from "./picture-file.ts";

const raw = (channels: 1 | 3 | 4, bytes: readonly number[], width = 2) =>
  sharp(Buffer.from(bytes), {
    raw: { width, height: bytes.length / channels / width, channels },
  });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-picture-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("readPicture", () => {
  it("gives rows from the top, red green blue", async () => {
    const bytes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const path = join(folder, "a.png");
    await raw(3, bytes).png().toFile(path);
    expect(await readPicture(path)).toEqual({
      data: new Uint8Array(bytes),
      width: 2,
      height: 2,
      channels: 3,
    });
  });

  it("turns as EXIF says", async () => {
    const bytes = [255, 0, 0, 0, 0, 255];
    // Orientation 6: the camera lay on its left side, the first pixel belongs on top right.
    const file = await raw(3, bytes).withMetadata({ orientation: 6 }).png();
    const picture = await readPicture(await file.toBuffer());
    expect(picture).toMatchObject({ width: 1, height: 2 });
    expect([...picture.data]).toEqual(bytes);
    const other = await raw(3, bytes).withMetadata({ orientation: 8 }).png();
    const turned = await readPicture(await other.toBuffer());
    expect([...turned.data]).toEqual([0, 0, 255, 255, 0, 0]);
  });

  it("lays alpha over black and widens grey", async () => {
    const clear = await raw(4, [200, 100, 50, 0, 200, 100, 50, 255], 2)
      .png()
      .toBuffer();
    expect([...(await readPicture(clear)).data]).toEqual([
      0, 0, 0, 200, 100, 50,
    ]);
    const grey = await raw(1, [9, 200]).toColourspace("b-w").png().toBuffer();
    expect([...(await readPicture(grey)).data]).toEqual([
      9, 9, 9, 200, 200, 200,
    ]);
  });

  it("names the file that is missing, is no picture or ends early", async () => {
    const missing = join(folder, "missing.jpg");
    await expect(readPicture(missing)).rejects.toThrow(
      /readable picture.*missing\.jpg/,
    );
    const text = join(folder, "text.jpg");
    await writeFile(text, "no picture at all");
    await expect(readPicture(text)).rejects.toThrow(/whole picture.*text\.jpg/);
    for (const format of ["jpeg", "png", "webp"] as const) {
      const whole = await raw(
        3,
        Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * i) % 256),
        64,
      )
        .toFormat(format)
        .toBuffer();
      await expect(readPicture(whole, "whole")).resolves.toBeDefined();
      const part = whole.subarray(0, Math.floor(whole.length * 0.6));
      await expect(readPicture(part, `cut.${format}`)).rejects.toThrow(
        `(cut.${format})`,
      );
    }
  });
});

describe("readPictureSize", () => {
  it("tells the size as the picture is turned upright", async () => {
    const path = join(folder, "turned.jpg");
    const bytes = [255, 0, 0, 0, 0, 255];
    await raw(3, bytes).withMetadata({ orientation: 6 }).jpeg().toFile(path);
    expect(await readPictureSize(path)).toEqual({ width: 1, height: 2 });
  });

  it("names a file that is missing or no picture", async () => {
    await expect(readPictureSize(join(folder, "none.jpg"))).rejects.toThrow(
      /readable picture.*none\.jpg/,
    );
    const text = join(folder, "words.jpg");
    await writeFile(text, "no picture at all");
    await expect(readPictureSize(text)).rejects.toThrow(/words\.jpg/);
  });
});
