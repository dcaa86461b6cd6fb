import { expected } from "@fdhm/errors";

/** Pixels in memory: rows from the top, each pixel's channels side by side, 0 to 255. */
export interface Picture {
  /** `width * height * channels` bytes. */
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** 3 for RGB, 4 for RGBA (alpha is not looked at). */
  readonly channels: 3 | 4;
}

/**
 * Refuses a picture whose numbers do not fit together.
 *
 * @returns the picture itself.
 * @throws RangeError where it is empty, has other than 3 or 4 channels, or not `width * height * channels` bytes.
 */
export function checkPicture(picture: Picture, name = "picture"): Picture {
  const { data, width, height, channels } = picture;
  if (channels !== 3 && channels !== 4)
    throw expected("3 or 4 channels", name, channels);
  if (!(
    Number.isInteger(width) &&
    width > 0 &&
    Number.isInteger(height) &&
    height > 0
  ))
    throw expected("a positive whole width and height", name, {
      width,
      height,
    });
  if (data.length !== width * height * channels)
    throw expected(
      `${width} x ${height} x ${channels} bytes`,
      name,
      `${data.length} bytes`,
    );
  return picture;
}
