import { rotation, type EulerAngles } from "@fdhm/morphable-model/geometry";

/**
 * How far a head is turned in the picture plane: the angle of its upward axis, as the camera sees it, from the picture's. It is the
 * roll of a face that looks at the camera, but not of one in profile, which rolls without leaving its upright.
 *
 * @param pose - R = Rx(pitch) Ry(yaw) Rz(roll), radians.
 * @returns radians, positive clockwise.
 */
export function inPlaneTurn({ pitch, yaw, roll }: EulerAngles): number {
  // The second column is where the axis points: right and up.
  const [, right = 0, , , up = 1] = rotation(pitch, yaw, roll);
  return Math.atan2(right, up);
}
