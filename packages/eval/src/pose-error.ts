import { expected } from "@fdhm/errors";

/** Head angles in radians, `R = Rx(pitch) Ry(yaw) Rz(roll)` as in 300W-LP. */
export interface Angles {
  /** Turn about the axis through the ears. */
  readonly pitch: number;
  /** Turn about the upright axis. */
  readonly yaw: number;
  /** Turn in the picture's plane. */
  readonly roll: number;
}

/** Mean absolute errors of head angles in radians. */
export interface PoseError extends Angles {
  /** Mean of the three, the "MAE" of head-pose tables. */
  readonly mean: number;
}

/**
 * Mean absolute error of the three head angles. Angles are compared the short way round: 179 and -179 degrees are 2 apart.
 *
 * @param faces - found and true angles, one pair a face.
 * @returns radians.
 * @throws RangeError where there is no face or an angle is not finite.
 */
export function poseError(
  faces: readonly { readonly predicted: Angles; readonly truth: Angles }[],
): PoseError {
  if (faces.length === 0) throw expected("at least one face", "faces", "none");
  const meanOf = (angle: keyof Angles) => {
    let sum = 0;
    for (const [i, { predicted, truth }] of faces.entries()) {
      const off = predicted[angle] - truth[angle];
      if (!Number.isFinite(off))
        throw expected("finite radians", `${angle} of face ${i}`, off);
      sum += Math.abs(Math.atan2(Math.sin(off), Math.cos(off)));
    }
    return sum / faces.length;
  };
  const pitch = meanOf("pitch");
  const yaw = meanOf("yaw");
  const roll = meanOf("roll");
  return { pitch, yaw, roll, mean: (pitch + yaw + roll) / 3 };
}
