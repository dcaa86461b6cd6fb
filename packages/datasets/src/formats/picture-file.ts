import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expected } from "@fdhm/errors";
import type { Picture } from "@fdhm/landmarks";

/** Endings of the picture files that data set folders are searched for, in lower case. */
export const PICTURE_ENDINGS: readonly string[] = [
  ".jpg",
  ".jpeg",
  ".png",
  ".webp",
];

/**
 * Decodes a picture to RGB bytes in sRGB: turned upright as its EXIF orientation says, alpha laid over black.
 *
 * @param source - path of a file, or the file's bytes (JPEG, PNG, WebP and whatever else libvips reads).
 * @param name - what error sentences call the picture; the path where one is given.
 * @returns `width * height * 3` bytes.
 * @throws RangeError naming the file where it is missing, is no picture or ends early.
 */
export async function readPicture(
  source: string | Uint8Array,
  name: string = typeof source === "string" ? source : "picture",
): Promise<Picture> {
  const bytes =
    typeof source === "string" ? await readBytes(source, name) : source;
  try {
    // Odd but complete files pass; one that ends early would have grey rows in place of the face.
    const { data, info } = await sharp(bytes, { failOn: "truncated" })
      .autoOrient()
      .flatten({ background: "#000" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3)
      throw expected("3 channels", "decoded picture", info.channels);
    return {
      data: new Uint8Array(data.buffer, data.byteOffset, data.length),
      width: info.width,
      height: info.height,
      channels: 3,
    };
  } catch (cause) {
    throw expected("a whole picture", "file", cause, { file: name, cause });
  }
}

/**
 * Reads the size of a picture from its header, without decoding it: as {@link readPicture} would give it, turned upright.
 *
 * @throws RangeError naming the file where it is missing or no picture; one that ends early may pass.
 */
export async function readPictureSize(path: string): Promise<{
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}> {
  try {
    return (await sharp(path).metadata()).autoOrient;
  } catch (cause) {
    throw expected("a readable picture", "file", cause, { file: path, cause });
  }
}

async function readBytes(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw expected("a readable picture", "file", cause, { file: name, cause });
  }
}
