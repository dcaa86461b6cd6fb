import { Trouble } from "../trouble.ts";
import type { Source } from "./source.ts";

/** Longest edge of a picture, px: larger ones are made smaller, since they are searched as a whole. */
const LONGEST = 1600;

/** Most people in the picture that are looked for. */
const MOST = 4;

/**
 * A picture from a file.
 *
 * @throws Trouble where the browser cannot read it.
 */
export async function picture(file: File): Promise<Source> {
  const canvas = await draw(file);
  return {
    kind: "picture",
    name: file.name,
    mirrored: false,
    most: MOST,
    moving: false,
    async *frames() {
      yield { canvas, timestamp: performance.now() };
    },
    close() {},
  };
}

async function draw(file: File): Promise<HTMLCanvasElement> {
  const address = URL.createObjectURL(file);
  const image = new Image();
  image.src = address;
  try {
    // Turns it upright by its EXIF orientation, as the browser shows it.
    await image.decode();
  } catch (cause) {
    throw new Trouble(
      `“${file.name}” is not a picture that this browser can read.`,
      "Choose a JPEG, PNG, WebP, AVIF or GIF. A damaged file cannot be read either.",
      { cause },
    );
  } finally {
    URL.revokeObjectURL(address);
  }
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth === 0 || naturalHeight === 0)
    throw new Trouble(
      `“${file.name}” has no size.`,
      "A drawing that fits any size has no pixels to look for faces in. Choose a JPEG or PNG.",
    );
  const scale = Math.min(1, LONGEST / Math.max(naturalWidth, naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(naturalHeight * scale));
  const context = canvas.getContext("2d")!;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
