import { between, type Random } from "../../random.ts";
import { joinMeshes } from "../solids/grid.ts";
import type { Hair } from "../hair/hair.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import type { Solid } from "../solids/solid.ts";
import { plus, tripleAt } from "../solids/triple.ts";
import { tube } from "../solids/tube.ts";

/** Landmarks of each brow, from its outer end to the nose. */
const BROWS = [
  [17, 18, 19, 20, 21],
  [26, 25, 24, 23, 22],
] as const;

/**
 * Draws brows along their landmarks, for models whose skin shows none.
 *
 * @param landmarks - 68 xyz triples in model space.
 */
export function sampleBrows(
  random: Random,
  landmarks: Float32Array,
  { unit }: HeadFrame,
  hair: Hair | undefined,
): Solid[] {
  const thickness = between(random, 0.04, 0.09) * unit;
  const darker = between(random, 0.4, 1);
  const [red, green, blue] = hair?.colour ?? [0.3, 0.22, 0.18];
  const meshes = BROWS.map((brow) =>
    tube(
      brow.map((k, i) => ({
        at: plus(tripleAt(landmarks, k), [0, 0, 0.15 * thickness]),
        radius: thickness * (i === 0 ? 0.3 : 0.8 + 0.1 * i),
      })),
      { corners: 6, up: [0, 0, 1], flatness: 0.35, closed: false },
    ),
  );
  return [
    {
      ...joinMeshes(meshes),
      colour: [darker * red, darker * green, darker * blue],
      mottle: 0.15,
      gloss: 0,
      twoSided: true,
      opacity: between(random, 0.6, 1),
    },
  ];
}
