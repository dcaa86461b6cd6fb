import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import sharp from "sharp";
import { expected } from "@fdhm/errors";
import type { Picture } from "@fdhm/landmarks";
import { PICTURE_ENDINGS, readPicture } from "../../formats/picture-file.ts";
import { between, type Random } from "../../random.ts";

/** Pictures that are kept decoded; of a larger folder the others are decoded again when they are met. */
const KEPT = 500;

/** How much larger than the background a picture is kept along its shorter edge, so that crops differ. */
const MARGIN = 1.5;

/**
 * Backgrounds cut from the pictures of a folder and the folders in it. Which picture, and which part of it, follows from the
 * stream of chance alone; the pictures are taken in the order of their paths.
 *
 * Pictures are decoded when they are first met, at one and a half times the background's edge.
 *
 * @param folder - its path; it is listed now.
 * @returns a function that makes a background: `size * size * 3` numbers from 0 to 255, rows from the top, red green blue. It
 *   rejects with a RangeError that names the file where one is no picture.
 * @throws RangeError where the folder cannot be read or holds no picture.
 */
export function openPictureBackdrops(
  folder: string,
): (random: Random, size: number) => Promise<Float32Array> {
  const files = listPictures(folder);
  const kept = new Map<string, Promise<Picture>>();
  return async (random, size) => {
    const file = files[Math.floor(random.uniform() * files.length)]!;
    const key = `${size} ${file}`;
    const small = kept.get(key) ?? readSmall(file, Math.ceil(MARGIN * size));
    if (kept.size < KEPT) kept.set(key, small);
    return cut(await small, random, size);
  };
}

/** Paths of a folder's pictures, sorted by their characters' codes (the same on every machine). */
function listPictures(folder: string): string[] {
  const list = (): string[] => {
    try {
      return readdirSync(folder, { recursive: true, encoding: "utf8" });
    } catch (cause) {
      const place = { file: folder, cause };
      throw expected("a readable folder", "backgrounds", cause, place);
    }
  };
  const all = list();
  const pictures = all
    .filter((file) => PICTURE_ENDINGS.includes(extname(file).toLowerCase()))
    .sort((a, b) => (a < b ? -1 : 1));
  if (pictures.length === 0)
    throw expected(
      `at least one picture (${PICTURE_ENDINGS.join(", ")})`,
      "backgrounds",
      `${all.length} other files`,
      { file: folder },
    );
  return pictures.map((file) => join(folder, file));
}

/** Decodes a picture and reduces it so that its shorter edge has the given length. */
async function readSmall(file: string, edge: number): Promise<Picture> {
  const { data, width, height } = await readPicture(file);
  const scale = edge / Math.min(width, height);
  const wanted = {
    width: Math.max(edge, Math.round(scale * width)),
    height: Math.max(edge, Math.round(scale * height)),
  };
  const raw = { width, height, channels: 3 } as const;
  const small = await sharp(data, { raw })
    .resize({ ...wanted, fit: "fill" })
    .raw()
    .toBuffer();
  return { ...wanted, channels: 3, data: new Uint8Array(small) };
}

/** Cuts a square from anywhere in the picture, mirrored in half of the cases. */
function cut(
  { data, width, height }: Picture,
  random: Random,
  size: number,
): Float32Array {
  const left = Math.floor(between(random, 0, width - size + 1));
  const top = Math.floor(between(random, 0, height - size + 1));
  const mirrored = random.uniform() < 0.5;
  const pixels = new Float32Array(size * size * 3);
  for (let row = 0, at = 0; row < size; row++)
    for (let column = 0; column < size; column++, at += 3) {
      const x = left + (mirrored ? size - 1 - column : column);
      const from = 3 * ((top + row) * width + x);
      for (let c = 0; c < 3; c++) pixels[at + c] = data[from + c]!;
    }
  return pixels;
}
