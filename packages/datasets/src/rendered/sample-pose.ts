import { protocolWindow, tightBox } from "@fdhm/landmarks";
import { project, type WeakPerspective } from "@fdhm/morphable-model";
import { between, type Random } from "../random.ts";
import type { HeadPose } from "../sample.ts";

const DEGREE = Math.PI / 180;

/**
 * Draws a head pose. Yaw is even over +-90 degrees for four heads of five, so that each bin of the error tables is
 * learned alike, and normal (18 degrees) for the fifth; pitch is normal (14 degrees) and cut at 35, roll normal (12
 * degrees) and cut at 30: what turns further in the plane is left to augmentation.
 */
export function samplePose(random: Random): HeadPose {
  const yaw =
    random.uniform() < 0.8
      ? between(random, -90, 90)
      : Math.max(-90, Math.min(90, 18 * random.normal()));
  const pitch = Math.max(-35, Math.min(35, 14 * random.normal()));
  const roll = Math.max(-30, Math.min(30, 12 * random.normal()));
  return { pitch: pitch * DEGREE, yaw: yaw * DEGREE, roll: roll * DEGREE };
}

/**
 * Places a head in a square picture: the protocol's window takes 52 to 60 % of the edge, its centre lies up to 2 % of the
 * edge from the middle, so that a window 1.6 times as large still finds picture everywhere.
 *
 * @param landmarks - 68 xyz triples in model space.
 * @param size - edge of the picture, px.
 */
export function placeHead(
  random: Random,
  landmarks: Float32Array,
  pose: HeadPose,
  size: number,
): WeakPerspective {
  const atOrigin = { ...pose, scale: 1, x: 0, y: 0 };
  const { side, centreX, centreY } = protocolWindow(
    tightBox(project(landmarks, atOrigin)),
  );
  const scale = (between(random, 0.52, 0.6) * size) / side;
  const shift = (): number => between(random, -0.02, 0.02) * size;
  return {
    ...pose,
    scale,
    x: (size - 1) / 2 + shift() - scale * centreX,
    y: (size - 1) / 2 + shift() - scale * centreY,
  };
}
