import { between, pick, type Random } from "../../random.ts";
import { clothColour } from "./clothes.ts";
import { joinMeshes } from "../solids/grid.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import type { Solid } from "../solids/solid.ts";
import { mix, plus, tripleAt, type Triple } from "../solids/triple.ts";
import { capsule, tube } from "../solids/tube.ts";

/**
 * Draws a thing that is held to the face: a microphone or a cup before the mouth, a telephone at the ear.
 *
 * @param landmarks - 68 xyz triples in model space.
 */
export function sampleHeldObject(
  random: Random,
  landmarks: Float32Array,
  frame: HeadFrame,
): Solid {
  const { unit } = frame;
  const at = (k: number): Triple => tripleAt(landmarks, k);
  const lips = mix(at(51), at(57), 0.5);
  const finish = {
    colour: pick<Triple>(random, [
      [[0.05, 0.05, 0.06], 2],
      [clothColour(random), 2],
      [[0.85, 0.85, 0.85], 1],
    ]),
    mottle: between(random, 0, 0.1),
    gloss: between(random, 0, 0.5),
    twoSided: true,
    opacity: 1,
  };
  const aside = between(random, -0.6, 0.6);
  switch (
    pick(random, [
      ["microphone", 2],
      ["cup", 2],
      ["phone", 2],
    ] as const)
  ) {
    case "microphone": {
      const top = plus(lips, [0.3 * aside * unit, -0.15 * unit, 0.5 * unit]);
      const end = plus(top, [aside * unit, -2.4 * unit, 0.5 * unit]);
      const ball = capsule(top, mix(top, end, 0.1), 0.3 * unit);
      return {
        ...joinMeshes([ball, capsule(top, end, 0.17 * unit)]),
        ...finish,
      };
    }
    case "cup": {
      const height = between(random, 0.9, 1.4) * unit;
      const radius = between(random, 0.42, 0.6) * unit;
      const top = plus(lips, [0.2 * aside * unit, 0.1 * unit, radius]);
      const axis = [
        { at: top, radius },
        { at: plus(top, [0, -height, 0.3 * unit]), radius: 0.8 * radius },
        { at: plus(top, [0, -height, 0.3 * unit]), radius: 0 },
      ];
      const shape = { corners: 14, up: [0, 0, 1] as Triple, flatness: 1 };
      return {
        ...tube(withoutTwins(axis), { ...shape, closed: false }),
        ...finish,
      };
    }
    case "phone": {
      const side = aside < 0 ? -1 : 1;
      const ear = at(side > 0 ? 16 : 0);
      const upper: Triple = plus(ear, [
        0.3 * side * unit,
        0.5 * unit,
        -0.2 * unit,
      ]);
      const lower = mix(
        plus(upper, [0, -2 * unit, 0]),
        at(side > 0 ? 11 : 5),
        0.35,
      );
      const axis = [
        { at: mix(upper, lower, -0.01), radius: 0 },
        { at: upper, radius: 0.5 * unit },
        { at: lower, radius: 0.5 * unit },
        { at: mix(upper, lower, 1.01), radius: 0 },
      ];
      return {
        ...tube(axis, {
          corners: 4,
          up: [1, 0, 0],
          flatness: 0.15,
          closed: false,
        }),
        ...finish,
      };
    }
  }
}

/** Moves the second of two points in one place a little on, so that the axis has a direction there. */
function withoutTwins<T extends { readonly at: Triple }>(
  axis: readonly T[],
): T[] {
  return axis.map((point, i) =>
    i > 1 ? { ...point, at: mix(axis[0]!.at, point.at, 1.001) } : point,
  );
}
