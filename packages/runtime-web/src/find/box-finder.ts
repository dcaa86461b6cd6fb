import type { Box } from "@fdhm/landmarks";
import type { FaceImage } from "../image.ts";

/** Where a face was found. */
export interface FoundBox {
  /** Tight box of the 68 landmarks, px of the image: what `FaceAligner.align` wants. */
  readonly box: Box;
  /** How sure the finder is, 0 to 1. */
  readonly score: number;
}

/** Options of {@link BoxFinder.find}. */
export interface FindOptions {
  /** Ends the search early; `find` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Most faces that are wanted, the surest first; all by default. A scan for one face ends with the first that is sure. */
  readonly most?: number | undefined;
}

/** Anything that finds faces in a picture: the scan of this package, or a detector behind an adapter. */
export interface BoxFinder {
  /** All faces of an image, the surest first; an empty list where there is none. */
  find(image: FaceImage, options?: FindOptions): Promise<readonly FoundBox[]>;
}
