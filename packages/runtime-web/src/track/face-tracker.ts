import { expected } from "@fdhm/errors";
import { boxIn, type Box } from "@fdhm/landmarks";
import { alignPlaces, type BatchAligner } from "../align-places.ts";
import type { FaceAlignment } from "../face-alignment.ts";
import type { FaceImage } from "../image.ts";
import { PixelReader } from "../pixels.ts";
import { touches } from "../touches.ts";
import { BackgroundSearch } from "./background-search.ts";
import { KnownFaces, type TrackedFace } from "./known-faces.ts";
import { nextBox, type NextBox } from "./next-box.ts";
import {
  trackerSettings,
  type TrackerOptions,
  type TrackerSettings,
} from "./tracker-options.ts";
import { videoFrames } from "./video-frames.ts";

/** Options of {@link FaceTracker.update}. */
export interface UpdateOptions {
  /**
   * Where there are faces, px of the frame: tight boxes of the 68 points, from the user or a detector. Those of faces that
   * are followed already change nothing.
   */
  readonly boxes?: readonly Box[];
}

/** Options of {@link FaceTracker.track}. */
export interface TrackOptions {
  /** Ends the loop. */
  readonly signal?: AbortSignal | undefined;
  /** Where there are faces in the first frame, as in {@link UpdateOptions}. */
  readonly boxes?: readonly Box[];
}

/** Width and height, px. */
type Size = Pick<Box, "width" | "height">;

/**
 * Follows faces through a video: each from where it was in the last frame, until the score tells that it is lost; then it
 * is looked for anew. Landmarks are smoothed, more where they stand still than where they move.
 */
export class FaceTracker {
  readonly #aligner: BatchAligner;
  readonly #settings: TrackerSettings;
  readonly #search: BackgroundSearch | undefined;
  readonly #faces: KnownFaces;
  readonly #pixels = new PixelReader();
  /** Whether there ever was a way to begin. */
  #begun: boolean;
  #busy = false;
  #tracking = false;
  #last = -Infinity;
  #lastFind = -Infinity;

  /**
   * @param aligner - still the caller's to dispose of.
   * @throws RangeError where an option is out of range.
   */
  constructor(aligner: BatchAligner, options: TrackerOptions = {}) {
    this.#aligner = aligner;
    this.#settings = trackerSettings(options);
    const { finder, smoothing } = this.#settings;
    this.#search = finder && new BackgroundSearch(finder);
    this.#faces = new KnownFaces(smoothing);
    this.#begun = finder !== undefined;
  }

  /**
   * Follows the faces of a video that plays, as its frames are shown; frames that come while one is worked on are left out,
   * and so are times at which the video has none. Ends when the video ends, the signal is aborted or the loop is left.
   *
   * @returns the faces of each frame, as {@link FaceTracker.update}.
   * @throws RangeError where the tracker follows a video already, the video breaks, and as {@link FaceTracker.update}.
   */
  async *track(
    video: HTMLVideoElement,
    { signal, boxes = [] }: TrackOptions = {},
  ): AsyncGenerator<TrackedFace[], void> {
    if (this.#tracking)
      throw expected("one video at a time", "FaceTracker.track", "a second");
    this.#tracking = true;
    try {
      let starts = boxes;
      for await (const timestamp of videoFrames(video, signal)) {
        const faces = await this.update(video, timestamp, { boxes: starts });
        starts = [];
        yield faces;
      }
    } finally {
      this.#tracking = false;
    }
  }

  /**
   * Takes the next frame.
   *
   * @param frame - to be kept as it is until the promise settles, since a face that is new is aligned twice.
   * @param timestamp - when it was taken, ms from any beginning; never less than the last one.
   * @returns the faces by rising `id`, with what `FaceAligner.align` tells of each; none where none is seen.
   * @throws RangeError where the last call is not settled yet, the timestamp goes back, there are more boxes than faces to
   *   be followed, there is neither a finder nor ever a box to start from, and as `FaceAligner.align`. What the finder
   *   rejects with, in this call or a later one.
   */
  async update(
    frame: FaceImage,
    timestamp: number,
    { boxes = [] }: UpdateOptions = {},
  ): Promise<TrackedFace[]> {
    if (this.#busy)
      throw expected(
        "the frame before to be done",
        "FaceTracker.update",
        "another frame",
      );
    if (!(timestamp >= this.#last && timestamp < Infinity))
      throw expected(`ms from ${this.#last} on`, "timestamp", timestamp);
    const size = this.#pixels.open(frame);
    if (boxes.length > this.#settings.most)
      throw expected(`at most ${this.#settings.most}`, "boxes", boxes.length);
    boxes.forEach((box, i) => boxIn(box, size, `boxes[${i}]`));
    this.#begun ||= boxes.length > 0;
    if (!this.#begun)
      throw expected(
        "a finder, or boxes to start from,",
        "FaceTracker",
        "neither",
      );
    this.#last = timestamp;
    this.#busy = true;
    try {
      const found = this.#search?.take() ?? [];
      const starts = [...boxes, ...found.map(({ box }) => box)];
      await this.#follow(frame, size, timestamp, starts);
      await this.#look(frame, size, timestamp);
      return this.#faces.smoothed(timestamp);
    } finally {
      this.#busy = false;
    }
  }

  /** Forgets all faces, for a cut in the video or another one; timestamps may begin anew. Not while a frame is worked on. */
  reset(): void {
    this.#faces.clear();
    this.#search?.stop();
    this.#last = -Infinity;
    this.#lastFind = -Infinity;
  }

  /** Aligns the known faces and what may be new ones in one go, so that the frame is read once. */
  async #follow(
    frame: FaceImage,
    size: Size,
    timestamp: number,
    starts: readonly Box[],
  ): Promise<void> {
    const known = this.#faces.all
      .map(({ id, face }) => ({ id, place: nextBox(face) }))
      .filter(({ place }) => touches(place.box, size));
    const aligned = await alignPlaces(this.#aligner, frame, [
      ...known.map(({ place }) => place),
      ...upright(starts, size),
    ]);
    const seen = new Map<number, FaceAlignment>();
    known.forEach(({ id }, i) => {
      const face = aligned[i]!;
      if (face.score >= this.#settings.lostBelow) seen.set(id, face);
    });
    this.#faces.follow(seen, timestamp);
    await this.#add(frame, size, aligned.slice(known.length));
  }

  /** Begins to follow what was aligned to rough boxes and is a face, once more from its own box. */
  async #add(
    frame: FaceImage,
    size: Size,
    rough: readonly FaceAlignment[],
  ): Promise<void> {
    const { foundFrom, most } = this.#settings;
    const places = rough
      .filter((face) => face.score >= foundFrom && !this.#faces.holds(face))
      .map(nextBox)
      .filter(({ box }) => touches(box, size));
    const faces = await alignPlaces(this.#aligner, frame, places);
    this.#faces.add(
      faces.filter(({ score }) => score >= foundFrom),
      most,
    );
  }

  /** Looks for faces: in this frame where none is known, else beside the next ones. */
  async #look(frame: FaceImage, size: Size, timestamp: number): Promise<void> {
    const { finder, most, findEvery } = this.#settings;
    const known = this.#faces.all.length;
    if (finder === undefined || known === most || this.#search!.running) return;
    if (timestamp - this.#lastFind < findEvery) return;
    this.#lastFind = timestamp;
    if (known > 0) {
      this.#search!.start(frame, most);
      return;
    }
    const found = await finder.find(frame, { most });
    const boxes = found.map(({ box }) => box);
    await this.#add(
      frame,
      size,
      await alignPlaces(this.#aligner, frame, upright(boxes, size)),
    );
  }
}

/** Boxes of faces whose roll is not known, those that lie in the frame. */
function upright(boxes: readonly Box[], size: Size): NextBox[] {
  return boxes
    .filter((box) => touches(box, size))
    .map((box) => ({ box, roll: 0 }));
}
