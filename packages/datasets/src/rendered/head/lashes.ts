import { between, type Random } from "../../random.ts";
import { joinMeshes } from "../solids/grid.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import type { Solid } from "../solids/solid.ts";
import { mix, plus, tripleAt, type Triple } from "../solids/triple.ts";
import { tube } from "../solids/tube.ts";

/** Each eye's upper lid from corner to corner. */
const UPPER_LIDS = [
  [36, 37, 38, 39],
  [45, 44, 43, 42],
] as const;

/** Points of a lash line between two landmarks. */
const STEPS = 3;

/**
 * Draws the line of lashes along both upper lids, as dark and as thick as lashes and eye pencils make it. Without it eyes
 * have no edge.
 *
 * @param landmarks - 68 xyz triples in model space.
 */
export function sampleLashes(
  random: Random,
  landmarks: Float32Array,
  { unit }: HeadFrame,
): Solid {
  const thickness = between(random, 0.008, 0.03) * unit;
  const dark = between(random, 0.03, 0.2);
  const lines = UPPER_LIDS.map((lid) => {
    const corners = lid.map((k) => tripleAt(landmarks, k));
    const axis = Array.from({ length: 3 * STEPS + 1 }, (_, i) => ({
      at: plus(onCurve(corners, i / STEPS), [0, 0, 0.6 * thickness]),
      // Thin towards the nose, thick outside.
      radius: thickness * (1.15 - 0.2 * (i / STEPS)),
    }));
    return tube(axis, {
      corners: 4,
      up: [0, 0, 1],
      flatness: 1,
      closed: false,
    });
  });
  return {
    ...joinMeshes(lines),
    colour: [dark, 0.8 * dark, 0.7 * dark],
    mottle: 0,
    gloss: 0,
    twoSided: false,
    opacity: between(random, 0.5, 1),
  };
}

/** A smooth curve through points (Catmull and Rom's), at `t` from 0 to their number less one. */
function onCurve(points: readonly Triple[], t: number): Triple {
  const last = points.length - 1;
  const i = Math.min(last - 1, Math.floor(t));
  const s = t - i;
  const at = (n: number): Triple => points[Math.max(0, Math.min(last, n))]!;
  const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
  const straight = mix(b, c, s);
  const enter = plus(c, a, -1);
  const leave = plus(d, b, -1);
  const step = plus(c, b, -1);
  const bend = s * (1 - s);
  // Hermite's cubic, written as the straight line and what departs from it.
  return plus(
    plus(straight, plus(enter, step, -2), 0.5 * bend * (1 - s)),
    plus(leave, step, -2),
    -0.5 * bend * s,
  );
}
