import { expected } from "@fdhm/errors";
import { protocolWindow, tightBox } from "@fdhm/landmarks";
import { project, type WeakPerspective } from "@fdhm/morphable-model";
import { between, type Random } from "../random.ts";
import type { HeadPose } from "../sample.ts";

const DEGREE = Math.PI / 180;

/** How far heads turn either way, in radians. */
export interface PoseLimits {
  /** Most pitch, up to a quarter turn. */
  readonly pitch: number;
  /** Most yaw, up to two thirds of half a turn (120 degrees); beyond 90 degrees the face begins to turn away. */
  readonly yaw: number;
  /** Most roll, up to a quarter turn. */
  readonly roll: number;
}

/** The poses that users of a camera meet: yaw up to 100 degrees either way, pitch 60, roll 90. */
export const POSE_LIMITS: PoseLimits = {
  pitch: 60 * DEGREE,
  yaw: 100 * DEGREE,
  roll: 90 * DEGREE,
};

/** Share of the heads whose pitch, and of those whose roll, is drawn evenly from the whole range. */
const WIDE = 0.2;

/** What is left of the range of pitch and roll where a head is seen from the side. */
const PROFILE_SHARE = { pitch: 0.7, roll: 0.4 };

/**
 * Fills in the limits that a caller leaves out.
 *
 * @throws RangeError where a limit is negative or beyond what {@link PoseLimits} allows.
 */
export function poseLimits(narrowed: Partial<PoseLimits> = {}): PoseLimits {
  const limits = { ...POSE_LIMITS, ...narrowed };
  for (const [name, most] of [
    ["pitch", 90],
    ["yaw", 120],
    ["roll", 90],
  ] as const)
    if (!(limits[name] >= 0 && limits[name] <= (most + 1e-6) * DEGREE))
      throw expected(
        `radians from 0 to ${(most * DEGREE).toFixed(3)}`,
        `poses.${name}`,
        limits[name],
      );
  return limits;
}

/**
 * Draws a head pose. Yaw is even over its range for four heads of five, so that each bin of the error tables is learned
 * alike, and normal (18 degrees) for the fifth. Pitch is normal (14 degrees) and roll normal (12 degrees) for four heads
 * of five and even over the range for the fifth. The range of pitch and roll narrows with the cosine of the yaw, to 70 and 40 % for a
 * head seen from the side: beyond that the camera would look onto its crown or its throat.
 */
export function samplePose(
  random: Random,
  limits: PoseLimits = POSE_LIMITS,
): HeadPose {
  const yaw =
    random.uniform() < 0.8
      ? between(random, -limits.yaw, limits.yaw)
      : cut(18 * DEGREE * random.normal(), limits.yaw);
  const frontal = Math.max(0, Math.cos(yaw));
  const tilt = (most: number, deviation: number, share: number): number => {
    const reach = most * (share + (1 - share) * frontal);
    const wide = random.uniform() < WIDE;
    const even = between(random, -reach, reach);
    const near = cut(deviation * DEGREE * random.normal(), reach);
    return wide ? even : near;
  };
  return {
    pitch: tilt(limits.pitch, 14, PROFILE_SHARE.pitch),
    yaw,
    roll: tilt(limits.roll, 12, PROFILE_SHARE.roll),
  };
}

function cut(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
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
