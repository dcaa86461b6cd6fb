import type { Box, Decoding } from "@fdhm/landmarks";
import type {
  AlignAllOptions,
  AlignOptions,
  LoadOptions,
} from "../face-aligner.ts";
import type { FaceAlignment } from "../face-alignment.ts";
import type { FaceImage } from "../image.ts";

/** Options of `createWorkerAligner`: as of `FaceAligner.load`, but that the model always runs in onnxruntime-web. */
export type WorkerLoadOptions = Omit<LoadOptions, "runtime">;

/**
 * A `FaceAligner` in a worker.
 *
 * One call is worked on and one waits, `align` and `alignAll` alike: a call that comes while another waits takes its seat,
 * and the one that waited gives `undefined`, a dropped frame. Calls that are awaited one after the other are never dropped.
 */
export interface WorkerAligner {
  /** How the model is fed and read: its name, input size, crop and mean face. */
  readonly decoding: Decoding;
  /** What runs the model in the worker, as of `FaceAligner.runtime`. */
  readonly runtime: string;
  /** Whether {@link WorkerAligner.dispose} was called. */
  readonly disposed: boolean;

  /**
   * Aligns one face.
   *
   * @param image - as it is at the time of the call, and still the caller's: what is transferred is a copy, made at once; of
   *   a `VideoFrame` a clone, which copies no pixels.
   * @param box - as for `FaceAligner.align`.
   * @returns undefined where the frame was dropped.
   * @throws RangeError as `FaceAligner.align`, and where the worker broke or {@link WorkerAligner.dispose} was called, before
   *   or meanwhile.
   */
  align(
    image: FaceImage,
    box: Box,
    options?: AlignOptions,
  ): Promise<FaceAlignment | undefined>;

  /**
   * Aligns several faces of one image.
   *
   * @param image - as for {@link WorkerAligner.align}.
   * @param boxes - as for `FaceAligner.alignAll`.
   * @returns one alignment a box, in their order; undefined where the frame was dropped.
   * @throws RangeError as `FaceAligner.alignAll` and {@link WorkerAligner.align}.
   */
  alignAll(
    image: FaceImage,
    boxes: readonly Box[],
    options?: AlignAllOptions,
  ): Promise<FaceAlignment[] | undefined>;

  /**
   * Ends the worker at once: calls in flight and later ones reject, unlike those of `FaceAligner`, which are answered first.
   * Calling it again does nothing more.
   */
  dispose(): Promise<void>;

  /** {@link WorkerAligner.dispose}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
