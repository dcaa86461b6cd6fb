import { rotation } from "@fdhm/morphable-model";
import type { Random } from "../../random.ts";
import type { HeadPose } from "../../sample.ts";
import { toModel } from "../light/shading.ts";
import type { Triple } from "../solids/triple.ts";

const DEGREE = Math.PI / 180;

/** How far eyes turn in their sockets. */
const MOST = { up: 20 * DEGREE, aside: 30 * DEGREE };

/** Share of the people who look into the camera, as far as their eyes turn. */
const INTO_CAMERA = 0.4;

/** Where eyes look, in radians from straight ahead in the head's own space. */
export interface Gaze {
  /** Upwards. */
  readonly up: number;
  /** To the subject's left. */
  readonly aside: number;
}

/** An eye, without its lids. */
export interface Ball {
  /** Model space. */
  readonly centre: Triple;
  /** In the unit of model space. */
  readonly radius: number;
}

/**
 * Draws where somebody looks: into the camera, or about straight ahead (deviations of 6 and 12 degrees).
 */
export function sampleGaze(
  random: Random,
  { pitch, yaw, roll }: HeadPose,
): Gaze {
  const up = 6 * DEGREE * random.normal();
  const aside = 12 * DEGREE * random.normal();
  if (random.uniform() >= INTO_CAMERA) return limited({ up, aside });
  const [x, y, z] = toModel([0, 0, 1], rotation(pitch, yaw, roll));
  return limited({
    up: Math.asin(Math.max(-1, Math.min(1, y))),
    aside: Math.atan2(x, z),
  });
}

/**
 * Turns the eyeballs, in place; lids and landmarks stay where they are.
 *
 * The eye's centre lies half its height behind its foremost point: meshes have only the part of the ball that is seen.
 *
 * @param points - the head's vertices in model space, `3 V` numbers.
 * @param eyeballs - vertices of each.
 */
export function turnEyes(
  points: Float32Array,
  eyeballs: readonly Uint32Array[],
  { up, aside }: Gaze,
): void {
  const [sinUp, cosUp] = [Math.sin(up), Math.cos(up)];
  const [sinAside, cosAside] = [Math.sin(aside), Math.cos(aside)];
  for (const vertices of eyeballs) {
    const [cx, cy, cz] = ballOf(points, vertices).centre;
    for (const vertex of vertices) {
      const x = points[3 * vertex]! - cx;
      const y = points[3 * vertex + 1]! - cy;
      const z = points[3 * vertex + 2]! - cz;
      const forward = cosUp * z - sinUp * y;
      points[3 * vertex] = cx + cosAside * x + sinAside * forward;
      points[3 * vertex + 1] = cy + cosUp * y + sinUp * z;
      points[3 * vertex + 2] = cz + cosAside * forward - sinAside * x;
    }
  }
}

function limited({ up, aside }: Gaze): Gaze {
  return {
    up: Math.max(-MOST.up, Math.min(MOST.up, up)),
    aside: Math.max(-MOST.aside, Math.min(MOST.aside, aside)),
  };
}

/** Where an eyeball of a mesh lies. */
export function ballOf(points: Float32Array, vertices: Uint32Array): Ball {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const vertex of vertices)
    for (let c = 0; c < 3; c++) {
      const value = points[3 * vertex + c]!;
      if (value < low[c]!) low[c] = value;
      if (value > high[c]!) high[c] = value;
    }
  const radius = (high[1]! - low[1]!) / 2;
  return {
    centre: [
      (low[0]! + high[0]!) / 2,
      (low[1]! + high[1]!) / 2,
      high[2]! - radius,
    ],
    radius,
  };
}
