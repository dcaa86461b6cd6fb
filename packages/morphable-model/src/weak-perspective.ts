import { expected } from "@fdhm/errors";
import { type EulerAngles, rotation } from "./rotation.ts";

/** Where and how large a model stands in a picture: `f`, `R` and `t` of eq. 2, six numbers. */
export interface WeakPerspective extends EulerAngles {
  /** `f`: picture px for one unit of model space; positive. */
  readonly scale: number;
  /** Picture x of the model's origin, px, 0-based. */
  readonly x: number;
  /** Picture y of the model's origin, px, 0-based, y down. */
  readonly y: number;
}

/**
 * Model space to picture pixels, eq. 2 of the paper: `F = f M R S + t`, with M keeping the depth beside the two
 * coordinates of the picture plane: `x' = f (R S)_x + x`, `y' = y - f (R S)_y`, `z' = f (R S)_z`.
 *
 * @param points - xyz triples in model space, `3 N` numbers, y up.
 * @param pose - where the model stands.
 * @param out - receives xyz triples in picture px, y down, z towards the camera from the model's origin; may be `points`.
 * @throws RangeError where a length is wrong or the pose is not finite with a positive scale.
 */
export function project(
  points: Float32Array,
  pose: WeakPerspective,
  out: Float32Array = new Float32Array(points.length),
): Float32Array {
  checkTriples(points, out);
  checkPose(pose);
  const { scale, x, y } = pose;
  const r = rotation(pose.pitch, pose.yaw, pose.roll);
  const [xx, xy, xz] = [scale * r[0]!, scale * r[1]!, scale * r[2]!];
  const [yx, yy, yz] = [scale * r[3]!, scale * r[4]!, scale * r[5]!];
  const [zx, zy, zz] = [scale * r[6]!, scale * r[7]!, scale * r[8]!];
  for (let i = 0; i < points.length; i += 3) {
    const px = points[i]!;
    const py = points[i + 1]!;
    const pz = points[i + 2]!;
    out[i] = xx * px + xy * py + xz * pz + x;
    out[i + 1] = y - (yx * px + yy * py + yz * pz);
    out[i + 2] = zx * px + zy * py + zz * pz;
  }
  return out;
}

/**
 * Picture pixels with depth to model space: the inverse of {@link project}.
 *
 * @param points - xyz triples in picture px, `3 N` numbers, y down, z from the model's origin.
 * @param pose - where the model stands.
 * @param out - receives xyz triples in model space, y up; may be `points`.
 * @throws RangeError where a length is wrong or the pose is not finite with a positive scale.
 */
export function unproject(
  points: Float32Array,
  pose: WeakPerspective,
  out: Float32Array = new Float32Array(points.length),
): Float32Array {
  checkTriples(points, out);
  checkPose(pose);
  const r = rotation(pose.pitch, pose.yaw, pose.roll);
  for (let i = 0; i < points.length; i += 3) {
    const x = (points[i]! - pose.x) / pose.scale;
    const y = (pose.y - points[i + 1]!) / pose.scale;
    const z = points[i + 2]! / pose.scale;
    out[i] = r[0]! * x + r[3]! * y + r[6]! * z;
    out[i + 1] = r[1]! * x + r[4]! * y + r[7]! * z;
    out[i + 2] = r[2]! * x + r[5]! * y + r[8]! * z;
  }
  return out;
}

function checkTriples(points: Float32Array, out: Float32Array): void {
  if (points.length % 3 !== 0)
    throw expected("xyz triples (3 N numbers)", "points", points.length);
  if (out.length !== points.length)
    throw expected(`${points.length} numbers`, "out", out);
}

/**
 * Refuses a pose that cannot be drawn.
 *
 * @throws RangeError where a number is not finite or the scale is not positive.
 */
export function checkPose(pose: WeakPerspective): void {
  const { scale, pitch, yaw, roll, x, y } = pose;
  if (!(scale > 0) || !Number.isFinite(scale + pitch + yaw + roll + x + y))
    throw expected("finite numbers with a positive scale", "pose", pose);
}
