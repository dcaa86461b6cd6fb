import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { normaliserLength } from "./normaliser.ts";

/**
 * How much landmarks tremble in a video: the mean length of their second differences, `x[t - 1] - 2 x[t] + x[t + 1]`, in x and
 * y, over `sqrt(6)` and over `sqrt(width * height)` of the mean box. A steady motion has none, whatever its speed; noise that is independent from frame to
 * frame gives the mean length of the noise itself, which `sqrt(6)` is there for.
 *
 * @param frames - 68 xyz triples a frame, in the order of time, evenly spaced; at least 3.
 * @returns a fraction of the face's size.
 * @throws RangeError where there are fewer frames, or one is not of 68 finite points.
 */
export function temporalJitter(frames: readonly ArrayLike<number>[]): number {
  if (frames.length < 3)
    throw expected("at least 3 frames", "frames", frames.length);
  let size = 0;
  for (const [t, frame] of frames.entries()) {
    if (frame.length !== 3 * LANDMARK_COUNT)
      throw expected(
        `${LANDMARK_COUNT} xyz triples`,
        `frame ${t}`,
        `${frame.length} numbers`,
      );
    size += normaliserLength(frame, "box") / frames.length;
  }
  let sum = 0;
  for (let t = 1; t + 1 < frames.length; t++)
    for (let i = 0; i < 3 * LANDMARK_COUNT; i += 3)
      sum += Math.hypot(bend(frames, t, i), bend(frames, t, i + 1));
  const mean = sum / (frames.length - 2) / LANDMARK_COUNT;
  if (!Number.isFinite(mean)) throw expected("finite pixels", "frames", mean);
  return mean / Math.sqrt(6) / size;
}

function bend(
  frames: readonly ArrayLike<number>[],
  t: number,
  i: number,
): number {
  return frames[t - 1]![i]! - 2 * frames[t]![i]! + frames[t + 1]![i]!;
}
