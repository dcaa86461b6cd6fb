import { expected } from "@fdhm/errors";
import type { EulerAngles } from "@fdhm/morphable-model/geometry";

const DEGREES = 180 / Math.PI;

/**
 * The head's pose in degrees, for people to read; signs as in `FaceAlignment.pose`: positive pitch lifts the nose, positive
 * yaw turns it to the picture's left, positive roll tips the head to the picture's right.
 *
 * @param pose - radians, as of `FaceAlignment`.
 * @throws RangeError where an angle is not finite.
 */
export function poseInDegrees({ pitch, yaw, roll }: EulerAngles): EulerAngles {
  if (!Number.isFinite(pitch + yaw + roll))
    throw expected("finite radians", "pose", [pitch, yaw, roll]);
  return {
    pitch: DEGREES * pitch,
    yaw: DEGREES * yaw,
    roll: DEGREES * roll,
  };
}
