import { between, pick, type Random } from "../../random.ts";
import { clothColour } from "./clothes.ts";
import { gridMesh, joinMeshes, type Mesh } from "../solids/grid.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import { onSkull, type Skull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";
import { mix, plus, tripleAt, unit, type Triple } from "../solids/triple.ts";
import { tube } from "../solids/tube.ts";

/** Landmarks of the jaw along which a mask ends. */
const JAW = [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2] as const;

const ROWS = 6;

/** Least distance from the head's centre over that of the cheek below. */
const LIFT = 1.05;

/**
 * Draws a mask over nose and mouth, with its loops to the ears: medical, or of cloth in any colour.
 *
 * @param landmarks - 68 xyz triples in model space.
 */
export function sampleFaceMask(
  random: Random,
  landmarks: Float32Array,
  { unit: size, centre, earZ }: HeadFrame,
  skull: Skull,
): Solid {
  const at = (k: number): Triple => tripleAt(landmarks, k);
  const outside = (point: Triple, by: number): Triple =>
    plus(point, unit(plus(point, centre, -1)), by * size);
  // Some are worn below the nose.
  const low = random.uniform() < 0.15;
  const top = low ? at(33) : at(28);
  const tip = mix(at(low ? 51 : 30), at(57), 0.25);
  const middle: Triple = [tip[0], tip[1], at(30)[2] + 0.1 * size];
  const beside = (inner: number, wing: number): Triple =>
    outside(mix(low ? at(wing) : at(inner), at(wing), 0.45), 0.1);
  const wide = (outer: number, mouth: number): Triple =>
    outside(mix(at(outer), at(mouth), low ? 0.6 : 0.35), 0.1);
  const far = (jaw: number, outer: number): Triple =>
    outside(mix(at(jaw), at(outer), low ? 0.2 : 0.35), 0.06);
  const rim = [
    ...JAW.map((k) => outside(at(k), 0.07)),
    far(2, 36),
    wide(36, 48),
    beside(39, 31),
    plus(top, [0, 0, 0.08 * size]),
    beside(42, 35),
    wide(45, 54),
    far(14, 45),
  ];
  const meshes: Mesh[] = [
    gridMesh(ROWS, rim.length, true, (row, column) => {
      const t = row / (ROWS - 1);
      const edge = rim[rim.length - 1 - column]!;
      const [x, y] = mix(middle, edge, t);
      const dome: Triple = [x, y, middle[2] + (edge[2] - middle[2]) * t ** 2.2];
      const towards = plus(dome, centre, -1);
      const lift = Math.hypot(...towards) / skull.distance(towards);
      return lift > LIFT ? dome : onSkull(skull, towards, LIFT);
    }),
  ];
  for (const [k, side] of [
    [14, 1],
    [2, -1],
  ] as const) {
    const ear: Triple = [
      centre[0] + 1.08 * side * size,
      at(side > 0 ? 16 : 0)[1],
      earZ - 0.3 * size,
    ];
    const loop = [outside(at(k), 0.07), ear].map((point) => ({
      at: point,
      radius: 0.03 * size,
    }));
    meshes.push(
      tube(loop, { corners: 4, up: [0, 1, 0], flatness: 1, closed: false }),
    );
  }
  const plain = pick<Triple>(random, [
    [[0.93, 0.94, 0.95], 3],
    [[0.55, 0.75, 0.85], 3],
    [[0.06, 0.06, 0.07], 2],
    [clothColour(random), 2],
  ]);
  return {
    ...joinMeshes(meshes),
    colour: plain,
    mottle: between(random, 0, 0.06),
    gloss: 0,
    twoSided: true,
    opacity: 1,
  };
}
