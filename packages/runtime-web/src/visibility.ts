import { rotation, type EulerAngles } from "@fdhm/morphable-model/geometry";

/** Half the width of the step, as the sine of the angle by which a surface faces towards or away: 10 degrees. */
const SOFTNESS = Math.sin((10 * Math.PI) / 180);

/**
 * How much the face's own surface at each landmark is turned towards the camera: 1 where the mean face's normal there, once
 * turned by the head pose, is more than 10 degrees inside grazing, 0 where it is more than 10 degrees beyond, a smooth step
 * between, and 0.5 where the surface is seen exactly edge on.
 *
 * This is geometry alone, an estimate of self-facing: it knows nothing of hands, hair or glasses, nor of one part of the
 * face in front of another (the nose before the far eye). Landmarks of the jaw stand on the rim of the face and lie about
 * 0.5 even when it is frontal.
 *
 * @param normals - outward unit normals of the frontal mean face, xyz triples, y up, z to the camera.
 * @param pose - radians.
 * @returns one number a landmark, 0 to 1.
 */
export function visibility(
  normals: Float32Array,
  { pitch, yaw, roll }: EulerAngles,
): Float32Array {
  const turn = rotation(pitch, yaw, roll);
  const out = new Float32Array(normals.length / 3);
  for (let k = 0; k < out.length; k++) {
    const towards =
      turn[6]! * normals[3 * k]! +
      turn[7]! * normals[3 * k + 1]! +
      turn[8]! * normals[3 * k + 2]!;
    const t = Math.min(1, Math.max(0, (towards / SOFTNESS + 1) / 2));
    out[k] = t * t * (3 - 2 * t);
  }
  return out;
}
