import { describe, expect, it } from "@jest/globals";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { readImage } from "./read-image.ts";

/** Red on the left, blue on the right: 4 x 2 pixels. */
const pixels = Uint8Array.from({ length: 24 }, (_, i) =>
  i % 3 === (Math.floor(i / 3) % 4 < 2 ? 0 : 2) ? 255 : 0,
);
const encode = () =>
  sharp(pixels, { raw: { width: 4, height: 2, channels: 3 } });

describe("readImage", () => {
  it("reads bytes as RGBA", async () => {
    const { data, ...size } = await readImage(await encode().png().toBuffer());
    expect(size).toEqual({ width: 4, height: 2, channels: 4 });
    expect([...data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect([...data.subarray(28)]).toEqual([0, 0, 255, 255]);
  });

  it("reads paths and file addresses, spaces and all", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fdhm read-"));
    try {
      const path = join(folder, "a face.png");
      await writeFile(path, await encode().png().toBuffer());
      for (const source of [
        path,
        pathToFileURL(path),
        String(pathToFileURL(path)),
      ])
        expect((await readImage(source)).width).toBe(4);
      await writeFile(path, "no picture");
      await expect(readImage(path)).rejects.toThrow(
        /a whole picture.*a face\.png/,
      );
      await expect(readImage(join(folder, "none.jpg"))).rejects.toThrow(
        /a whole picture.*none\.jpg/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("turns upright what the EXIF orientation says lies on its side", async () => {
    // 6: the camera was turned, the picture's left belongs on top.
    const bytes = await encode()
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const { data, width, height } = await readImage(bytes);
    expect([width, height]).toEqual([2, 4]);
    expect([...data.subarray(0, 8)]).toEqual([255, 0, 0, 255, 255, 0, 0, 255]);
    expect([...data.subarray(24)]).toEqual([0, 0, 255, 255, 0, 0, 255, 255]);
  });

  it("refuses a picture that ends early", async () => {
    const noise = Uint8Array.from(
      { length: 3 * 64 * 64 },
      (_, i) => (i * i) % 251,
    );
    const raw = { width: 64, height: 64, channels: 3 } as const;
    const bytes = await sharp(noise, { raw }).png().toBuffer();
    await expect(
      readImage(bytes.subarray(0, bytes.length / 2)),
    ).rejects.toThrow(/a whole picture/);
  });

  it("says that sharp is missing", async () => {
    const missing = () => Promise.reject(new Error("Cannot find package"));
    await expect(readImage(new Uint8Array(3), missing)).rejects.toThrow(
      /npm install sharp.*Cannot find package/,
    );
  });

  it.each([[""], [null], [7], [new URL("https://a.b/c.png")]])(
    "refuses %p",
    async (source) => {
      await expect(readImage(source as never)).rejects.toThrow(
        /file: address or bytes/,
      );
    },
  );
});
