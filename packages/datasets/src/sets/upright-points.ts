import { PARTS, type Part } from "@fdhm/landmarks";
import { rotation } from "@fdhm/morphable-model";
import type { HeadPose } from "../sample.ts";

/** Below this share of the head's axis that is upright in the picture, nothing can be told from what is above what. */
const DECISIVE = 0.3;

/**
 * Turns points over whose file measures y from the picture's lower edge, as `pt2d` of 300W-LP's LFPW is said to (readers of it
 * write `y = 450 - y`); others stay as they are. Which it is shows in the eyes: they lie above the mouth where the head's pose says
 * so.
 *
 * @param points - 68 xyz triples in 0-based px; changed in place.
 * @param pose - the head's, from the same label.
 * @param height - rows of the picture.
 */
export function turnUpright(
  points: Float32Array,
  pose: HeadPose,
  height: number,
): void {
  // How much of the model's upward axis points up in the picture.
  const up = rotation(pose.pitch, pose.yaw, pose.roll)[4]!;
  const eyes = (meanY(points, "rightEye") + meanY(points, "leftEye")) / 2;
  const above = meanY(points, "outerLips") - eyes;
  if (Math.abs(up) < DECISIVE || above * up >= 0) return;
  for (let i = 1; i < points.length; i += 3)
    points[i] = height - 1 - points[i]!;
}

function meanY(points: Float32Array, part: Part): number {
  const [first, end] = PARTS[part];
  let sum = 0;
  for (let k = first; k < end; k++) sum += points[3 * k + 1]!;
  return sum / (end - first);
}
