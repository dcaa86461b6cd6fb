import { expected } from "@fdhm/errors";
import type { Skin } from "./morphable-model.ts";

/** A skin at one resolution. */
export type TextureLevel = Pick<Skin, "width" | "height" | "data">;

/** A skin with its reductions, so that a small face is averaged from it and not merely picked. */
export interface Texture {
  /** The skin itself, then each time at half the edge, down to one pixel. */
  readonly levels: readonly TextureLevel[];
}

/**
 * Prepares a skin for drawing. Costs about a third more memory than the skin; do it once a skin.
 *
 * @param skin - RGB bytes.
 * @throws RangeError where the bytes do not fill the width and height.
 */
export function createTexture(skin: TextureLevel): Texture {
  const { width, height, data } = skin;
  if (!(width > 0 && height > 0) || data.length !== 3 * width * height)
    throw expected(`3 x ${width} x ${height} bytes`, "skin", data);
  const levels: TextureLevel[] = [skin];
  for (let last = skin; last.width > 1 || last.height > 1;) {
    last = halve(last);
    levels.push(last);
  }
  return { levels };
}

/** Averages squares of 2 x 2; of an odd edge the last row or column counts twice. */
function halve(level: TextureLevel): TextureLevel {
  const width = Math.ceil(level.width / 2);
  const height = Math.ceil(level.height / 2);
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    const upper = 2 * y * level.width;
    const lower = Math.min(2 * y + 1, level.height - 1) * level.width;
    for (let x = 0; x < width; x++) {
      const left = 2 * x;
      const right = Math.min(left + 1, level.width - 1);
      for (let c = 0; c < 3; c++)
        data[3 * (y * width + x) + c] =
          (level.data[3 * (upper + left) + c]! +
            level.data[3 * (upper + right) + c]! +
            level.data[3 * (lower + left) + c]! +
            level.data[3 * (lower + right) + c]! +
            2) >>
          2;
    }
  }
  return { width, height, data };
}

/**
 * The reduction of which a sample of the picture covers about one pixel.
 *
 * @param texture - the skin with its reductions.
 * @param uvPerSample - area in texture coordinates that falls on one sample.
 */
export function reductionFor(
  { levels }: Texture,
  uvPerSample: number,
): TextureLevel {
  const full = levels[0]!;
  const pixels = uvPerSample * full.width * full.height;
  // Half the logarithm of an area is the logarithm of its edge. No area at all gives -Infinity: the full skin.
  const level = Math.round(Math.log2(pixels) / 2);
  return levels[Math.min(Math.max(level, 0), levels.length - 1)]!;
}
