import type { FaceImage, Pixels } from "../image.ts";
import { unreadable } from "../pixels.ts";
import type { SentImage } from "./messages.ts";

/** A picture on its way to another thread. */
export interface SentFrame {
  /** It belongs to nobody else. */
  readonly image: SentImage;
  /** What of it moves and is not copied. */
  readonly transfer: Transferable[];
}

/**
 * Takes a picture as it is now. Bitmaps and video frames are taken away: the caller's own is closed when this returns.
 * Pixels are copied once; of elements and canvases the browser makes a bitmap.
 *
 * @throws RangeError, as a rejection, where this page may not read the picture.
 */
export async function takeFrame(image: FaceImage): Promise<SentFrame> {
  if ("data" in image) return copied(image);
  try {
    const frame = isFrame(image)
      ? structuredClone(image, { transfer: [image] })
      : await createImageBitmap(image);
    return { image: frame, transfer: [frame] };
  } catch (cause) {
    throw unreadable(image, cause);
  }
}

/** Frees a bitmap or a video frame; pixels need no freeing. */
export function closeFrame(image: SentImage): void {
  if ("close" in image) image.close();
}

function copied({
  data,
  width,
  height,
  ...rest
}: Pixels | ImageData): SentFrame {
  const bytes = new Uint8Array(data as Uint8Array);
  const channels = "channels" in rest ? { channels: rest.channels } : {};
  return {
    image: { data: bytes, width, height, ...channels } as Pixels,
    transfer: [bytes.buffer],
  };
}

/** Only bitmaps and video frames can be closed. */
function isFrame(image: object): image is ImageBitmap | VideoFrame {
  return "close" in image;
}
