import { FaceFinder, FaceTracker, type TrackedFace } from "@fdhm/runtime-web";
import type { Frame, Source } from "../sources/source.ts";
import type { Aligner } from "./aligner.ts";
import { timedAligner } from "./timed-aligner.ts";

/** A frame with its faces. */
export interface FollowedFrame {
  /** The frame. */
  readonly frame: Frame;
  /** Its faces by rising `id`; none where none is seen. */
  readonly faces: readonly TrackedFace[];
  /** Ms that aligning a face took, as often as it was done for this frame. */
  readonly times: readonly number[];
}

/** Smallest face of a moving picture, as a share of its shorter edge: a search must be over soon. */
const SMALLEST_MOVING = 0.25;

/** Of a still picture, which has the time for a second search where the first finds nothing. */
const SMALLEST_STILL = [0.25, 0.1];

/** Ms from one search to the next, for faces that come into the picture. */
const FIND_EVERY = 1000;

/**
 * Finds the faces of a source and follows them.
 *
 * @returns each frame with its faces; a still picture gives one.
 */
export async function* followFaces(
  source: Source,
  aligner: Aligner,
  signal: AbortSignal,
): AsyncGenerator<FollowedFrame, void> {
  let times: number[] = [];
  const timed = timedAligner(aligner, (ms) => times.push(ms));
  const tracker = new FaceTracker(timed, {
    // Its own calls are not timed: they are of many boxes that hold no face.
    finder: new FaceFinder(aligner, { smallest: SMALLEST_MOVING }),
    most: source.most,
    findEvery: FIND_EVERY,
  });
  for await (const frame of source.frames(signal)) {
    times = [];
    const { canvas, timestamp } = frame;
    const faces = source.moving
      ? await tracker.update(canvas, timestamp)
      : await findFaces(canvas, source.most, aligner, signal);
    if (signal.aborted) return;
    if (!source.moving && faces.length > 0)
      await timed.alignAll(
        canvas,
        faces.map(({ box }) => box),
        { roll: faces.map(() => 0) },
      );
    if (signal.aborted) return;
    yield { frame, faces, times };
  }
}

async function findFaces(
  picture: HTMLCanvasElement,
  most: number,
  aligner: Aligner,
  signal: AbortSignal,
): Promise<TrackedFace[]> {
  for (const smallest of SMALLEST_STILL) {
    const finder = new FaceFinder(aligner, { smallest });
    const faces = await finder.find(picture, { signal, most });
    if (faces.length > 0)
      return faces.map((face, i) => ({ ...face, id: i + 1 }));
  }
  return [];
}
