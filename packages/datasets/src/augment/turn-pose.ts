import { eulerAngles, rotation } from "@fdhm/morphable-model";

/**
 * The pose of a head whose picture is turned in its plane: the turn is one more rotation about the line of sight, after
 * the head's own, so that for a head in profile it changes all three angles.
 *
 * @param pose - pitch, yaw, roll in radians; NaN where unknown.
 * @param turn - of the picture, radians, clockwise as seen: a positive one tips the head to the right, as a positive
 *   roll does.
 * @param out - receives three angles, NaN where one of `pose` is; may be `pose` itself.
 */
export function turnPose(
  pose: Float32Array,
  turn: number,
  out: Float32Array,
): void {
  const [pitch, yaw, roll] = pose as unknown as [number, number, number];
  if (Number.isNaN(pitch + yaw + roll)) {
    out.fill(NaN);
    return;
  }
  const head = rotation(pitch, yaw, roll);
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  // Rz(turn) R: only the first two rows change.
  for (let column = 0; column < 3; column++) {
    const x = head[column]!;
    const y = head[3 + column]!;
    head[column] = cos * x + sin * y;
    head[3 + column] = cos * y - sin * x;
  }
  const turned = eulerAngles(head);
  out[0] = turned.pitch;
  out[1] = turned.yaw;
  out[2] = turned.roll;
}
