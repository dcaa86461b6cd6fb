import { expected } from "@fdhm/errors";
import type { DrawableImage, FaceImage, Pixels } from "../image.ts";
import { PixelReader } from "../pixels.ts";

/**
 * An image as detectors of the browser take it: pixels in memory become `ImageData`, all others stay what they are.
 *
 * @throws RangeError as `FaceAligner.align`, and where there are pixels and no `ImageData`.
 */
export function drawableImage(image: FaceImage): DrawableImage | ImageData {
  const open = new PixelReader().open(image);
  if (!("data" in image) || isImageData(image)) return image as DrawableImage;
  if (typeof ImageData === "undefined")
    throw expected("a browser, which has ImageData,", "image", "pixels");
  const { width, height } = open;
  return new ImageData(rgba(image), width, height);
}

function isImageData(image: Pixels | ImageData): image is ImageData {
  return typeof ImageData !== "undefined" && image instanceof ImageData;
}

/** The pixels, opaque. */
function rgba({ data, width, height }: Pixels) {
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  const channels = data.length / (width * height);
  for (let i = 0, j = 0; i < data.length; i += channels, j += 4) {
    pixels[j] = data[i]!;
    pixels[j + 1] = data[i + 1]!;
    pixels[j + 2] = data[i + 2]!;
  }
  return pixels;
}
