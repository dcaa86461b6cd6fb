import { expected } from "@fdhm/errors";
import { checkPose, type WeakPerspective } from "./weak-perspective.ts";

/**
 * Reads the `Pose_Para` of a 300W-LP or AFLW2000-3D label file: `[pitch, yaw, roll, tx, ty, tz, f]`, radians and px.
 *
 * Those files count pixels from 1 and measure y up from the picture's lower edge: a point of height `Y` lies in MATLAB's
 * row `H + 1 - Y`, that is our `H - Y`; and MATLAB's column `X` is our `X - 1`. `tz` only shifts the depth, which weak
 * perspective leaves at the model's origin, and is dropped.
 *
 * @param posePara - the 7 numbers.
 * @param height - rows of the picture, H.
 * @throws RangeError where there are not 7 finite numbers with a positive scale, or the height is not positive.
 */
export function fromPosePara(
  posePara: ArrayLike<number>,
  height: number,
): WeakPerspective {
  if (posePara.length !== 7)
    throw expected(
      "[pitch, yaw, roll, tx, ty, tz, f]",
      "Pose_Para",
      Array.from(posePara),
    );
  checkHeight(height);
  const pose = {
    scale: posePara[6]!,
    pitch: posePara[0]!,
    yaw: posePara[1]!,
    roll: posePara[2]!,
    x: posePara[3]! - 1,
    y: height - posePara[4]!,
  };
  checkPose(pose);
  return pose;
}

/**
 * Writes a pose as `Pose_Para`: the inverse of {@link fromPosePara}.
 *
 * @param pose - where the model stands, in 0-based px with y down.
 * @param height - rows of the picture, H.
 * @param tz - depth of the model's origin, px.
 * @returns `[pitch, yaw, roll, tx, ty, tz, f]`.
 * @throws RangeError where the pose is not finite with a positive scale, or the height is not positive.
 */
export function toPosePara(
  pose: WeakPerspective,
  height: number,
  tz = 0,
): Float64Array {
  checkPose(pose);
  checkHeight(height);
  const { scale, pitch, yaw, roll, x, y } = pose;
  return new Float64Array([pitch, yaw, roll, x + 1, height - y, tz, scale]);
}

function checkHeight(height: number): void {
  if (!(height > 0) || !Number.isFinite(height))
    throw expected("a positive number of rows", "height", height);
}
