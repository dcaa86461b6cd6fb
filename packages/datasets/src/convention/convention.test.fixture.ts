import { LANDMARK_COUNT, MIRROR } from "@fdhm/landmarks";
import { rotation } from "@fdhm/morphable-model";
import { between, type Random } from "../random.ts";
import type { HeadPose } from "../sample.ts";
import type { LabelConvention } from "./label-convention.ts";

/** Offsets of up to 0.1 that are the same mirrored. */
export function symmetricOffsets(random: Random): LabelConvention {
  const offsets = new Float32Array(3 * LANDMARK_COUNT);
  for (const [k, mirrored] of MIRROR.entries()) {
    if (mirrored < k) continue;
    const [x, y, z] = [0, 1, 2].map(() => between(random, -0.1, 0.1)) as [
      number,
      number,
      number,
    ];
    offsets.set([-x, y, z], 3 * mirrored);
    offsets.set([mirrored === k ? 0 : x, y, z], 3 * k);
  }
  return { name: "theirs", offsets };
}

/** A face of 68 points scattered in a ball of 100 px about (300, 200), seen in a pose; axes of the picture. */
export function scatteredFace(random: Random, pose: HeadPose): Float32Array {
  const m = rotation(pose.pitch, pose.yaw, pose.roll);
  const points = new Float32Array(3 * LANDMARK_COUNT);
  for (let i = 0; i < points.length; i += 3) {
    const [x, y, z] = [0, 1, 2].map(() => between(random, -100, 100)) as [
      number,
      number,
      number,
    ];
    points[i] = 300 + m[0]! * x + m[1]! * y + m[2]! * z;
    points[i + 1] = 200 - (m[3]! * x + m[4]! * y + m[5]! * z);
    points[i + 2] = m[6]! * x + m[7]! * y + m[8]! * z;
  }
  return points;
}
