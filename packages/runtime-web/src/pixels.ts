import { expected } from "@fdhm/errors";
import { checkPicture, type Picture } from "@fdhm/landmarks";
import type { DrawableImage, FaceImage, Pixels } from "./image.ts";

/** Whole pixels of an image, from `x` and `y` on. */
export interface Region {
  /** First column. */
  readonly x: number;
  /** First row. */
  readonly y: number;
  /** Columns, at least 1. */
  readonly width: number;
  /** Rows, at least 1. */
  readonly height: number;
}

/** An image whose size is known and whose pixels can be had. */
export interface OpenImage {
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Pixels that hold at least `region`, and where their first one stands in the image. */
  read(region: Region): { picture: Picture; x: number; y: number };
}

/** `readyState` of a video from which on it has a frame to show. */
const HAVE_CURRENT_DATA = 2;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * Reads the pixels of anything that shows a face, through one canvas that is kept and only ever grows.
 * `willReadFrequently` keeps that canvas in main memory, where reading back costs no wait for the graphics card.
 */
export class PixelReader {
  #context: Context | undefined;

  /**
   * Looks at an image without reading its pixels yet.
   *
   * @throws RangeError where it is none, is empty, not loaded, closed, or has no frame yet.
   */
  open(image: FaceImage): OpenImage {
    if (typeof image !== "object" || image === null)
      throw expected("an image", "image", image);
    if ("data" in image) return openPixels(image);
    const { width, height } = sizeOf(image);
    if (!(width > 0 && height > 0))
      throw expected(
        "an image with pixels (loaded, and not closed)",
        "image",
        `${nameOf(image)} of ${width} x ${height}`,
      );
    return {
      width,
      height,
      read: (region) => ({
        picture: this.#draw(image, region),
        x: region.x,
        y: region.y,
      }),
    };
  }

  /** Gives the canvas back; the next reading makes a new one. */
  dispose(): void {
    this.#context = undefined;
  }

  #draw(image: DrawableImage, { x, y, width, height }: Region): Picture {
    const context = (this.#context ??= newContext());
    const { canvas } = context;
    // Setting either size clears and reallocates the canvas.
    if (canvas.width < width) canvas.width = width;
    if (canvas.height < height) canvas.height = height;
    context.clearRect(0, 0, width, height);
    context.drawImage(image, x, y, width, height, 0, 0, width, height);
    let pixels: ImageData;
    try {
      pixels = context.getImageData(0, 0, width, height);
    } catch (cause) {
      // The canvas stays unreadable once a foreign image was drawn on it.
      this.#context = undefined;
      throw unreadable(image, cause);
    }
    return { data: pixels.data, width, height, channels: 4 };
  }
}

/** The error for an image that the browser keeps from the page. */
export function unreadable(image: object, cause: unknown): RangeError {
  return expected(
    'an image that this page may read (of its own origin, or allowed by CORS and crossorigin="anonymous")',
    "image",
    `${nameOf(image)} that it may not`,
    { cause },
  );
}

function openPixels(image: Pixels | ImageData): OpenImage {
  const { data, width, height } = image;
  const kind = Object.prototype.toString.call(data).slice(8, -1);
  if (kind !== "Uint8Array" && kind !== "Uint8ClampedArray")
    throw expected("Uint8Array or Uint8ClampedArray", "image.data", kind);
  const told = "channels" in image ? image.channels : undefined;
  const channels = told ?? (data.length === 3 * width * height ? 3 : 4);
  const picture = checkPicture(
    { data: data as Picture["data"], width, height, channels },
    "image",
  );
  return { width, height, read: () => ({ picture, x: 0, y: 0 }) };
}

function sizeOf(image: DrawableImage): { width: number; height: number } {
  if ("videoWidth" in image) {
    if (image.readyState < HAVE_CURRENT_DATA)
      throw expected(
        "a video with a frame to show (wait for its loadeddata event)",
        "image",
        `readyState ${image.readyState}`,
      );
    return { width: image.videoWidth, height: image.videoHeight };
  }
  if ("naturalWidth" in image)
    return { width: image.naturalWidth, height: image.naturalHeight };
  if ("displayWidth" in image)
    return { width: image.displayWidth, height: image.displayHeight };
  if (typeof image.width === "number" && typeof image.height === "number")
    return { width: image.width, height: image.height };
  throw expected(
    "pixels, an image, a video, a canvas, a bitmap or a video frame",
    "image",
    nameOf(image),
  );
}

function nameOf(image: object): string {
  return image.constructor?.name ?? "an object";
}

function newContext(): Context {
  const context = newCanvas()?.getContext("2d", { willReadFrequently: true });
  if (!context)
    throw expected(
      "{data, width, height}, as there is no canvas here,",
      "image",
      "one to be drawn",
    );
  return context as Context;
}

function newCanvas(): OffscreenCanvas | HTMLCanvasElement | undefined {
  if (typeof OffscreenCanvas === "function") return new OffscreenCanvas(1, 1);
  return typeof document === "object"
    ? document.createElement("canvas")
    : undefined;
}
