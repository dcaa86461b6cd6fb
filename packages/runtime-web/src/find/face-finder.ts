import { expected } from "@fdhm/errors";
import type { Box } from "@fdhm/landmarks";
import { alignPlaces, type BatchAligner } from "../align-places.ts";
import type { FaceAlignment } from "../face-alignment.ts";
import type { FaceImage, Pixels } from "../image.ts";
import { PixelReader } from "../pixels.ts";
import { touches } from "../touches.ts";
import { nextBox, type NextBox } from "../track/next-box.ts";
import type { BoxFinder, FindOptions } from "./box-finder.ts";
import { boxOverlap } from "./box-overlap.ts";
import { letOthersRun } from "./let-others-run.ts";
import { mostFaces } from "./most-faces.ts";
import { nudgedPlaces } from "./nudged-places.ts";
import { sameFace } from "./same-face.ts";
import { scanBoxes } from "./scan-boxes.ts";

/** Settings of {@link FaceFinder}. */
export interface FaceFinderOptions {
  /**
   * Edge of the smallest face that is looked for, as a share of the image's shorter edge, above 0 and up to 1; 0.2 by
   * default. Half of it takes five times as long, twice of it a quarter.
   */
  readonly smallest?: number;
  /**
   * Score that a face must have from its own box and from six others about it, above 0 and up to 1; 0.99 by default. Lower
   * finds more faces, and more that are none.
   */
  readonly threshold?: number;
}

/** Most from one size of the scan to the next, and from one place to the next in edges of a box. */
const SCALE_STEP = 1.5;
const SHIFT_STEP = 0.4;

/** Score from which a box of the scan, which holds a face off centre, is looked at more closely. */
const PROMISING = 0.6;

/** Most alignments, each from the box of the one before, that bring a box of the scan to the face. */
const PASSES = 8;

/**
 * Boxes of two alignments, one from the other, that overlap so much have come to rest. With 0.8, one in ten faces is left in a
 * box that is too large and still on its way.
 */
const AT_REST = 0.9;

/** Least overlap of a face's box with those found from boxes about it; what is no face seldom stays. */
const STEADY = 0.7;

/** Boxes that are aligned before others may run, some 10 ms; the aligner keeps an input for each. */
const BATCH = 8;

/**
 * Finds faces with the aligner alone, without a second model: looks at boxes over the whole image, the largest first; where
 * the score tells of a face it aligns again from the box of the points found, until that comes to rest; and what also comes
 * out of boxes about it is a face. What that finds and costs is in the README; where a detector is at hand, its adapter is
 * quicker.
 */
export class FaceFinder implements BoxFinder {
  readonly #aligner: BatchAligner;
  readonly #smallest: number;
  readonly #threshold: number;

  /**
   * @param aligner - used by every search, and still the caller's to dispose of.
   * @throws RangeError where an option is out of range.
   */
  constructor(
    aligner: BatchAligner,
    { smallest = 0.2, threshold = 0.99 }: FaceFinderOptions = {},
  ) {
    for (const [name, value] of Object.entries({ smallest, threshold }))
      if (!(value > 0 && value <= 1))
        throw expected("a number above 0 and up to 1", name, value);
    this.#aligner = aligner;
    this.#smallest = smallest;
    this.#threshold = threshold;
  }

  /**
   * All faces of an image, aligned, the surest first; the score of each is the least of those that confirmed it.
   *
   * What the browser draws is read before this returns its promise; pixels are to be kept as they are until it settles.
   * Other work of the page or program runs in between.
   *
   * @throws RangeError as `FaceAligner.align`, and where `most` is no whole number from 1; the signal's reason once it is
   *   aborted.
   */
  async find(
    image: FaceImage,
    { signal, most }: FindOptions = {},
  ): Promise<FaceAlignment[]> {
    const enough = mostFaces(most);
    signal?.throwIfAborted();
    const search = new Search(this.#aligner, wholeImage(image), signal);
    const scan = {
      smallest: this.#smallest,
      scaleStep: SCALE_STEP,
      shiftStep: SHIFT_STEP,
    };
    const faces: FaceAlignment[] = [];
    for (const boxes of scanBoxes(search.pixels, scan)) {
      const places = boxes
        .filter((box) => !faces.some((face) => holds(face.box, box)))
        .map((box) => ({ box, roll: 0 }));
      const promising = (await search.align(places))
        .filter(({ score }) => score >= PROMISING)
        .sort((a, b) => b.score - a.score);
      for (const start of promising) {
        if (faces.some((face) => sameFace(face.box, start.box))) continue;
        const face = await search.closeIn(start, this.#threshold);
        if (face !== undefined) add(faces, face);
        if (faces.length >= enough) break;
      }
      if (faces.length >= enough) break;
    }
    return faces.sort((a, b) => b.score - a.score);
  }
}

/** One search through one image. */
class Search {
  readonly pixels: Pixels;
  readonly #aligner: BatchAligner;
  readonly #signal: AbortSignal | undefined;

  constructor(
    aligner: BatchAligner,
    pixels: Pixels,
    signal: AbortSignal | undefined,
  ) {
    this.#aligner = aligner;
    this.pixels = pixels;
    this.#signal = signal;
  }

  /** Alignments of all places, in their order. */
  async align(places: readonly NextBox[]): Promise<FaceAlignment[]> {
    const faces: FaceAlignment[] = [];
    for (let from = 0; from < places.length; from += BATCH) {
      const some = places.slice(from, from + BATCH);
      faces.push(...(await alignPlaces(this.#aligner, this.pixels, some)));
      await letOthersRun();
      this.#signal?.throwIfAborted();
    }
    return faces;
  }

  /** The face near a promising alignment, if there is one. */
  async closeIn(
    start: FaceAlignment,
    threshold: number,
  ): Promise<FaceAlignment | undefined> {
    let face = start;
    for (let pass = 1; pass < PASSES; pass++) {
      const place = nextBox(face);
      // A box that wandered off the image was none of a face.
      if (!touches(place.box, this.pixels)) return undefined;
      const before = face.box;
      [face] = (await this.align([place])) as [FaceAlignment];
      if (face.score < PROMISING) return undefined;
      if (boxOverlap(face.box, before) >= AT_REST)
        return face.score >= threshold
          ? this.#confirmed(face, threshold)
          : undefined;
    }
    return undefined;
  }

  /** A face that is found from boxes about its own too. */
  async #confirmed(
    face: FaceAlignment,
    threshold: number,
  ): Promise<FaceAlignment | undefined> {
    // At the image's rim those that lie in it must do.
    const places = nudgedPlaces(nextBox(face)).filter(({ box }) =>
      touches(box, this.pixels),
    );
    const others = await this.align(places);
    const score = Math.min(face.score, ...others.map((other) => other.score));
    const steady = others.every(
      ({ box }) => boxOverlap(box, face.box) >= STEADY,
    );
    return steady && score >= threshold ? { ...face, score } : undefined;
  }
}

/** The image as pixels in memory, read once: a search looks at them some hundred times. */
function wholeImage(image: FaceImage): Pixels {
  const open = new PixelReader().open(image);
  const { width, height } = open;
  return open.read({ x: 0, y: 0, width, height }).picture;
}

/** Whether a box of the scan has its middle in a face that was found, and is not so large that it might hold another. */
function holds(face: Box, box: Box): boolean {
  const x = box.x + box.width / 2 - face.x;
  const y = box.y + box.height / 2 - face.y;
  return (
    x > 0 &&
    x < face.width &&
    y > 0 &&
    y < face.height &&
    box.width < 1.5 * Math.max(face.width, face.height)
  );
}

/** Of alignments of the same face the surest stays. */
function add(faces: FaceAlignment[], face: FaceAlignment): void {
  const same = faces.filter((other) => sameFace(other.box, face.box));
  if (same.some((other) => other.score >= face.score)) return;
  for (const other of same) faces.splice(faces.indexOf(other), 1);
  faces.push(face);
}
