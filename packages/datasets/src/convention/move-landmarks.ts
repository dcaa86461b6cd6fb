import { rotation } from "@fdhm/morphable-model";
import type { HeadPose } from "../sample.ts";
import { faceSize, type LabelConvention } from "./label-convention.ts";

/**
 * Moves landmarks on the head to where another convention has them.
 *
 * @param landmarks - 68 xyz triples, y down, in any unit.
 * @param pose - of the head.
 * @returns new triples in the same unit; NaN where depth is unknown, which tells how large the face is.
 * @throws RangeError where an angle is not finite.
 */
export function moveLandmarks(
  landmarks: Float32Array,
  { pitch, yaw, roll }: HeadPose,
  { offsets }: LabelConvention,
): Float32Array {
  const size = faceSize(landmarks);
  const m = rotation(pitch, yaw, roll).map((value) => value * size);
  const moved = landmarks.slice();
  for (let i = 0; i < moved.length; i += 3) {
    const x = offsets[i]!;
    const y = offsets[i + 1]!;
    const z = offsets[i + 2]!;
    moved[i] = moved[i]! + m[0]! * x + m[1]! * y + m[2]! * z;
    // The picture's y points down, the head's up.
    moved[i + 1] = moved[i + 1]! - m[3]! * x - m[4]! * y - m[5]! * z;
    moved[i + 2] = moved[i + 2]! + m[6]! * x + m[7]! * y + m[8]! * z;
  }
  return moved;
}
