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
 * Takes a picture as it is now, and leaves the caller his own. Pixels are copied once; a video frame is cloned, which copies
 * none; of everything else the browser makes a bitmap.
 *
 * @throws RangeError, as a rejection, where this page may not read the picture.
 */
export async function takeFrame(image: FaceImage): Promise<SentFrame> {
  if ("data" in image) return copied(image);
  try {
    const frame = isVideoFrame(image)
      ? image.clone()
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

function isVideoFrame(image: object): image is VideoFrame {
  return "displayWidth" in image;
}
