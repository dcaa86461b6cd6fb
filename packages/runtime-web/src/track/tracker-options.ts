import { expected } from "@fdhm/errors";
import type { BoxFinder } from "../find/box-finder.ts";
import { OneEuroFilter, type OneEuroOptions } from "./one-euro-filter.ts";

/** Settings of a `FaceTracker`. */
export interface TrackerOptions {
  /** Looks for faces where none is followed; without one, tracking begins with boxes that are handed in. */
  readonly finder?: BoxFinder | undefined;
  /**
   * Most faces that are followed at once; 1 by default. While there are fewer, the finder goes on looking beside the
   * frames.
   */
  readonly most?: number;
  /** Least time between two searches, ms; 500 by default. */
  readonly findEvery?: number;
  /** Score from which something new counts as a face, 0 to 1; 0.6 by default. */
  readonly foundFrom?: number;
  /** Score below which a face that is followed is lost, 0 to 1; 0.4 by default. */
  readonly lostBelow?: number;
  /** Changes to the smoothing, or `false` for landmarks as each frame alone gives them. */
  readonly smoothing?: Partial<OneEuroOptions> | false;
}

/** All settings, checked. */
export interface TrackerSettings {
  readonly finder: BoxFinder | undefined;
  readonly most: number;
  readonly findEvery: number;
  readonly foundFrom: number;
  readonly lostBelow: number;
  /** None where landmarks are not smoothed. */
  readonly smoothing: OneEuroOptions | undefined;
}

/** What they do to a still and to a moving face: `scripts/measure-tracking.mjs`. */
const SMOOTHING: OneEuroOptions = {
  slowest: 1,
  perSpeed: 20,
  speedCutoff: 2,
};

/** @throws RangeError where an option is out of range. */
export function trackerSettings({
  finder,
  most = 1,
  findEvery = 500,
  foundFrom = 0.6,
  lostBelow = 0.4,
  smoothing = {},
}: TrackerOptions): TrackerSettings {
  if (!Number.isInteger(most) || most < 1)
    throw expected("a whole number from 1", "most", most);
  if (!(findEvery >= 0)) throw expected("ms from 0", "findEvery", findEvery);
  if (!(lostBelow >= 0 && lostBelow <= foundFrom && foundFrom <= 1))
    throw expected(
      "0 <= lostBelow <= foundFrom <= 1",
      "lostBelow and foundFrom",
      [lostBelow, foundFrom],
    );
  const all = smoothing === false ? undefined : { ...SMOOTHING, ...smoothing };
  // Refuses bad settings now and not with the first face.
  if (all) new OneEuroFilter(all);
  return { finder, most, findEvery, foundFrom, lostBelow, smoothing: all };
}
