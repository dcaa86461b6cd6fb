import { expected } from "@fdhm/errors";
import type { DrawableImage } from "../image.ts";
import type { BoxFinder } from "./box-finder.ts";
import { detectorBox, type DetectorBoxOptions } from "./detector-box.ts";
import { drawableImage } from "./drawable-image.ts";
import { mostFaces } from "./most-faces.ts";

/** What is needed of the browser's own `FaceDetector` (Shape Detection API, https://wicg.github.io/shape-detection-api/). */
export interface PlatformDetector {
  /** Faces of an image. */
  detect(image: DrawableImage | ImageData): Promise<
    readonly {
      /** Px of the image. */
      readonly boundingBox: {
        /** Left edge. */
        readonly x: number;
        /** Upper edge. */
        readonly y: number;
        /** Px. */
        readonly width: number;
        /** Px. */
        readonly height: number;
      };
    }[]
  >;
}

/**
 * Looks for faces with the detector of the browser, which few have: behind a flag in Chromium, where the system has one.
 *
 * The platform tells no score: the largest face comes first, and all have the score 1.
 *
 * @param detector - one of the page's own by default.
 * @param options - the box is taken as it is by default, since each system has boxes of its own; see `mediapipeFinder`.
 * @throws RangeError where the browser has no `FaceDetector`, and where an option is out of range; its `find` where the image or
 *   `most` makes no sense.
 */
export function platformFinder(
  detector: PlatformDetector = pageDetector(),
  options: DetectorBoxOptions = {},
): BoxFinder {
  if (typeof detector?.detect !== "function")
    throw expected("a FaceDetector", "detector", detector);
  const ours = detectorBox(options);
  return {
    async find(image, { signal, most } = {}) {
      const enough = mostFaces(most);
      signal?.throwIfAborted();
      const faces = await detector.detect(drawableImage(image));
      signal?.throwIfAborted();
      return faces
        .map(({ boundingBox: { x, y, width, height } }) => ({
          box: ours({ x, y, width, height }),
          score: 1,
        }))
        .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
        .slice(0, enough);
    },
  };
}

function pageDetector(): PlatformDetector {
  const { FaceDetector } = globalThis as {
    FaceDetector?: new () => PlatformDetector;
  };
  if (FaceDetector === undefined)
    throw expected("a browser with a FaceDetector", "detector", undefined);
  return new FaceDetector();
}
