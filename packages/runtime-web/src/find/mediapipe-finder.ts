import { expected } from "@fdhm/errors";
import type { DrawableImage } from "../image.ts";
import type { BoxFinder } from "./box-finder.ts";
import { detectorBox, type DetectorBoxOptions } from "./detector-box.ts";
import { drawableImage } from "./drawable-image.ts";
import { mostFaces } from "./most-faces.ts";

/** What is needed of the `FaceDetector` of `@mediapipe/tasks-vision`, made with `runningMode: "IMAGE"`. */
export interface MediapipeDetector {
  /** Faces of an image, at once. */
  detect(image: DrawableImage | ImageData): {
    /** One a face. */
    readonly detections: readonly {
      /** Px of the image. */
      readonly boundingBox?:
        | {
            /** Left edge. */
            readonly originX: number;
            /** Upper edge. */
            readonly originY: number;
            /** Px. */
            readonly width: number;
            /** Px. */
            readonly height: number;
          }
        | undefined;
      /** The first one's score, 0 to 1, is the detector's. */
      readonly categories: readonly {
        /** 0 to 1. */
        readonly score: number;
      }[];
    }[];
  };
}

/**
 * Looks for faces with MediaPipe's detector.
 *
 * It works while the caller waits; a signal that is aborted already ends it before it begins.
 *
 * @param detector - stays the caller's to close.
 * @param options - the box is taken as it is by default: `FaceTracker` aligns again from the points that were found. For a single
 *   `align`, measure what fits.
 * @throws RangeError where an option is out of range; its `find` where the image or `most` makes no sense.
 */
export function mediapipeFinder(
  detector: MediapipeDetector,
  options: DetectorBoxOptions = {},
): BoxFinder {
  if (typeof detector?.detect !== "function")
    throw expected(
      "a FaceDetector of @mediapipe/tasks-vision",
      "detector",
      detector,
    );
  const ours = detectorBox(options);
  return {
    async find(image, { signal, most } = {}) {
      const enough = mostFaces(most);
      signal?.throwIfAborted();
      return detector
        .detect(drawableImage(image))
        .detections.flatMap(({ boundingBox, categories }) =>
          boundingBox === undefined
            ? []
            : [
                {
                  box: ours({
                    x: boundingBox.originX,
                    y: boundingBox.originY,
                    width: boundingBox.width,
                    height: boundingBox.height,
                  }),
                  score: categories[0]?.score ?? 0,
                },
              ],
        )
        .sort((a, b) => b.score - a.score)
        .slice(0, enough);
    },
  };
}
