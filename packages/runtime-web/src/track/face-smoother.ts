import { tightBox } from "@fdhm/landmarks";
import {
  poseFromPoints,
  rotation,
  type EulerAngles,
} from "@fdhm/morphable-model/geometry";
import type { FaceAlignment } from "../face-alignment.ts";
import { OneEuroFilter, type OneEuroOptions } from "./one-euro-filter.ts";

/** Both ends of the head's three axes, xyz triples. */
const AXES = [1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1];

/**
 * Takes the trembling out of one face in a video: landmarks by their speed in face sizes, the head's axes by theirs, and never
 * the angles, which jump where the head is seen from the side.
 */
export class FaceSmoother {
  readonly #landmarks: OneEuroFilter;
  readonly #axes: OneEuroFilter;

  constructor(options: OneEuroOptions) {
    this.#landmarks = new OneEuroFilter(options);
    this.#axes = new OneEuroFilter(options);
  }

  /** @param timestamp - ms, not before the last one. */
  smooth(face: FaceAlignment, timestamp: number): FaceAlignment {
    const size = Math.max(face.box.width, face.box.height);
    const landmarks = this.#landmarks.filter(face.landmarks, size, timestamp);
    const axes = this.#axes.filter(axesOf(face.pose), 1, timestamp);
    const { pitch, yaw, roll } = poseFromPoints(AXES, axes);
    return {
      ...face,
      landmarks,
      pose: { pitch, yaw, roll },
      box: tightBox(landmarks),
    };
  }
}

/** Where the head's axes point in the picture: y down. */
function axesOf({ pitch, yaw, roll }: EulerAngles): Float32Array {
  const r = rotation(pitch, yaw, roll);
  const out = new Float32Array(AXES.length);
  for (let i = 0; i < AXES.length; i += 3)
    for (let row = 0; row < 3; row++) {
      const value =
        r[3 * row]! * AXES[i]! +
        r[3 * row + 1]! * AXES[i + 1]! +
        r[3 * row + 2]! * AXES[i + 2]!;
      out[i + row] = row === 1 ? -value : value;
    }
  return out;
}
