import { between, pick, type Random } from "../../random.ts";
import { clothColour } from "./clothes.ts";
import { gridMesh, joinMeshes, type Mesh } from "../solids/grid.ts";
import { direction, onSkull, type Skull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";
import { plus, tripleAt, unit, type Triple } from "../solids/triple.ts";
import { tube } from "../solids/tube.ts";

/** Kinds of hats with how often they are met. */
const KINDS = [
  ["cap", 4],
  ["beanie", 3],
  ["brimmed", 3],
  ["helmet", 1],
] as const;

const AROUND = 28;
const DOWN = 7;

/** Where a hat ends, in radians from the crown: over the forehead, at the sides, at the nape. */
interface Rim {
  readonly front: number;
  readonly side: number;
  readonly back: number;
}

/**
 * Draws a hat: a peaked cap, a knitted cap, a hat with a brim, or a helmet with its strap. It lies on the skull, so that it fits every head.
 *
 * @param landmarks - 68 xyz triples in model space; a strap runs along the jaw.
 */
export function sampleHat(
  random: Random,
  landmarks: Float32Array,
  skull: Skull,
): Solid[] {
  const kind = pick(random, KINDS);
  const tilt = between(random, -0.12, 0.12);
  const colour = clothColour(random);
  const cloth = {
    colour,
    mottle: between(random, 0, kind === "helmet" ? 0.05 : 0.15),
    gloss: kind === "helmet" ? 0.6 : 0,
    twoSided: true,
    opacity: 1,
  };
  const lift = between(random, 1.12, 1.2);
  const parts = (meshes: readonly Mesh[]): Solid => ({
    ...joinMeshes(meshes),
    ...cloth,
  });
  switch (kind) {
    case "beanie": {
      const low = between(random, 0.95, 1.25);
      const rim = { front: low, side: 1.5, back: 1.85 };
      return [parts([dome(skull, rim, lift, tilt)])];
    }
    case "cap": {
      const rim = { front: 1.02 + tilt, side: 1.35, back: 1.6 };
      // Some are worn back to front.
      const turned = random.uniform() < 0.1;
      const peak = visor(skull, rim, lift, between(random, 0.7, 1), turned);
      return [parts([dome(skull, rim, lift, 0), peak])];
    }
    case "brimmed": {
      const rim = { front: 1 + tilt, side: 1.3, back: 1.5 };
      const width = between(random, 0.35, 1.1);
      const curl = between(random, -0.3, 0.5);
      const crown = dome(skull, rim, lift + 0.1, 0);
      return [parts([crown, brim(skull, rim, lift, width, curl)])];
    }
    case "helmet": {
      const rim = { front: 1 + tilt, side: 1.6, back: 1.95 };
      const shell = parts([dome(skull, rim, lift + 0.12, 0)]);
      return [shell, strap(landmarks, skull)];
    }
  }
}

/** The hat's edge in a direction. */
function rimAt({ front, side, back }: Rim, around: number): number {
  const ahead = Math.cos(around);
  return ahead > 0
    ? side + (front - side) * ahead * ahead
    : side + (back - side) * ahead * ahead;
}

function dome(skull: Skull, rim: Rim, lift: number, tilt: number): Mesh {
  return gridMesh(DOWN, AROUND, true, (row, column) => {
    const around = (2 * Math.PI * column) / AROUND;
    const down = (row / (DOWN - 1)) * (rimAt(rim, around) + tilt);
    return onSkull(skull, direction(around, Math.max(1e-3, down)), lift);
  });
}

function visor(
  skull: Skull,
  rim: Rim,
  lift: number,
  length: number,
  turned: boolean,
): Mesh {
  const rows = 4;
  const columns = 13;
  return gridMesh(rows, columns, false, (row, column) => {
    const aside = (2 * column) / (columns - 1) - 1;
    const around = 0.95 * aside + (turned ? Math.PI : 0);
    const edge = onSkull(skull, direction(around, rimAt(rim, around)), lift);
    const reach = (row / (rows - 1)) * length * skull.unit * (1 - aside ** 4);
    const out: Triple = [0.15 * aside, -0.3, turned ? -1 : 1];
    // Peaks are vaulted: their sides hang lower.
    return plus(plus(edge, out, reach), [0, -0.25 * aside * aside * reach, 0]);
  });
}

function brim(
  skull: Skull,
  rim: Rim,
  lift: number,
  width: number,
  curl: number,
): Mesh {
  const rows = 4;
  return gridMesh(rows, AROUND, true, (row, column) => {
    const around = (2 * Math.PI * column) / AROUND;
    const edge = onSkull(skull, direction(around, rimAt(rim, around)), lift);
    const t = row / (rows - 1);
    const reach = t * width * skull.unit;
    const up = (curl * Math.sin(around) ** 2 * t - 0.1) * reach;
    return plus(edge, [reach * Math.sin(around), up, reach * Math.cos(around)]);
  });
}

function strap(landmarks: Float32Array, skull: Skull): Solid {
  const axis = [0, 2, 4, 6, 8, 10, 12, 14, 16].map((k) => {
    const jaw = tripleAt(landmarks, k);
    const out = unit(plus(jaw, skull.centre, -1));
    const below: Triple = [0, k === 0 || k === 16 ? 0.3 * skull.unit : 0, 0];
    return {
      at: plus(plus(jaw, out, 0.06 * skull.unit), below),
      radius: 0.08 * skull.unit,
    };
  });
  return {
    ...tube(axis, { corners: 6, up: [0, 0, 1], flatness: 0.3, closed: false }),
    colour: [0.06, 0.06, 0.07],
    mottle: 0,
    gloss: 0,
    twoSided: true,
    opacity: 1,
  };
}
