import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { createRandom } from "../../random.ts";
import { openPictureBackdrops } from "./picture-backdrops.ts";

let folder: string;
/** A picture whose red grows to the right, whose green grows downwards and whose blue is given. */
async function writeRamp(
  name: string,
  width: number,
  height: number,
  blue: number,
) {
  const data = Buffer.alloc(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set(
        [(200 * x) / width, (200 * y) / height, blue],
        3 * (y * width + x),
      );
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(join(folder, name));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-backdrops-"));
  await mkdir(join(folder, "inner"));
  await mkdir(join(folder, "empty"));
  await writeRamp("a.png", 300, 200, 50);
  await writeRamp("inner/b.png", 40, 60, 250);
  await writeFile(join(folder, "notes.txt"), "none");
});
afterAll(() => rm(folder, { recursive: true }));

describe("openPictureBackdrops", () => {
  it("cuts squares from all pictures of the folder, large and small ones", async () => {
    const backdrop = openPictureBackdrops(folder);
    const blues = new Set<number>();
    const reds = new Set<number>();
    let mirrored = 0;
    for (let i = 0; i < 40; i++) {
      const pixels = await backdrop(createRandom(1, i), 32);
      expect(pixels).toHaveLength(32 * 32 * 3);
      blues.add(pixels[2]!);
      reds.add(pixels[0]!);
      // Down the picture green grows, whichever way it is mirrored.
      expect(pixels[3 * 31 * 32 + 1]).toBeGreaterThan(pixels[1]! + 20);
      if (pixels[3 * 31]! < pixels[0]!) mirrored++;
    }
    expect([...blues].sort()).toEqual([250, 50]);
    expect(reds.size).toBeGreaterThan(10);
    expect(mirrored).toBeGreaterThan(8);
    expect(mirrored).toBeLessThan(32);
  });

  it("makes the same background from the same chance", async () => {
    const pixels = await openPictureBackdrops(folder)(createRandom(7), 24);
    const again = openPictureBackdrops(folder);
    await again(createRandom(3), 24);
    expect(await again(createRandom(7), 24)).toEqual(pixels);
  });

  it("refuses folders that are missing or hold no picture, by name", () => {
    const missing = join(folder, "missing");
    expect(() => openPictureBackdrops(missing)).toThrow(
      /readable folder for backgrounds .*missing/,
    );
    expect(() => openPictureBackdrops(join(folder, "empty"))).toThrow(
      /at least one picture .* for backgrounds .*0 other files.*empty/,
    );
  });

  it("names a file that is no picture", async () => {
    const broken = join(folder, "broken");
    await mkdir(broken);
    await writeFile(join(broken, "c.jpg"), "no picture");
    const backdrop = openPictureBackdrops(broken);
    await expect(backdrop(createRandom(1), 16)).rejects.toThrow(
      /a whole picture .*c\.jpg/,
    );
    await rm(broken, { recursive: true });
  });
});
