import type { Picture } from "@fdhm/landmarks";

/** Pixels in memory: rows from the top, RGB or RGBA side by side, 0 to 255. */
export interface Pixels {
  /** `3 * width * height` bytes of RGB or `4 * width * height` of RGBA, whose alpha is not looked at. */
  readonly data: Picture["data"];
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** 3 or 4; told from the number of bytes where it is left out. */
  readonly channels?: 3 | 4;
}

/** What the browser itself can draw. */
export type DrawableImage =
  | HTMLImageElement
  | HTMLVideoElement
  | HTMLCanvasElement
  | OffscreenCanvas
  | ImageBitmap
  | VideoFrame;

/** A picture in any of the forms in which a page or a program has it. */
export type FaceImage = Pixels | ImageData | DrawableImage;
