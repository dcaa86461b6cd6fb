import { between, type Random } from "../../random.ts";
import { onSkull, type Skull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";
import { cross, mix, plus, unit, type Triple } from "../solids/triple.ts";

/** A strand of hair: it follows the head from its root to where it leaves it, and hangs down from there. */
export interface Strand {
  /** Direction of the root from the head's centre. */
  readonly root: Triple;
  /** Direction in which it leaves the head. */
  readonly leave: Triple;
  /** How far it hangs down from there, units of the head. */
  readonly fall: number;
  /** Distance from the centre, over the skull's. */
  readonly lift: number;
  /** Units of the head. */
  readonly width: number;
}

/** What strands look like. */
export interface StrandLook {
  /** Red, green and blue, 0 to 1. */
  readonly colour: Triple;
  /** Deviation of each vertex's brightness. */
  readonly mottle: number;
}

/** Points along the head, and below. */
const LYING = 6;
const HANGING = 4;
const POINTS = LYING + HANGING;

/** Draws strands as ribbons, each of them lit and shaded a little differently from its neighbours. */
export function strandsOf(
  random: Random,
  strands: readonly Strand[],
  skull: Skull,
  { colour, mottle }: StrandLook,
): Solid {
  const vertices = new Float32Array(6 * POINTS * strands.length);
  const normals = new Float32Array(vertices.length);
  const shades = new Float32Array(vertices.length / 3);
  const triangles = new Uint32Array(6 * (POINTS - 1) * strands.length);
  let vertex = 0;
  let corner = 0;
  for (const strand of strands) {
    const axis = axisOf(random, strand, skull);
    const shade = Math.max(0.3, 1 + 1.2 * mottle * random.normal());
    // Strands are not flat: each leans a little to one side.
    const lean = 0.3 * random.normal();
    axis.forEach((at, i) => {
      const along = unit(
        plus(axis[Math.min(i + 1, POINTS - 1)]!, axis[Math.max(i - 1, 0)]!, -1),
      );
      const side = unit(cross(along, outwards(at, skull)));
      const normal = unit(plus(cross(side, along), side, lean));
      const taper = i === POINTS - 1 ? 0.3 : 1;
      const half = 0.5 * strand.width * skull.unit * taper;
      for (const sign of [-1, 1]) {
        vertices.set(plus(at, side, sign * half), 3 * vertex);
        normals.set(normal, 3 * vertex);
        shades[vertex++] = shade * (0.85 + (0.15 * i) / POINTS);
      }
      if (i === 0) return;
      const first = vertex - 4;
      triangles.set(
        [first, first + 2, first + 1, first + 1, first + 2, first + 3],
        corner,
      );
      corner += 6;
    });
  }
  return {
    vertices,
    normals,
    triangles,
    colour,
    shades,
    mottle: 0,
    gloss: 0.12,
    twoSided: true,
    opacity: 1,
  };
}

/** The middle line of a strand. */
function axisOf(
  random: Random,
  { root, leave, fall, lift }: Strand,
  skull: Skull,
): Triple[] {
  const bend = between(random, -0.06, 0.06);
  const axis: Triple[] = [];
  for (let i = 0; i < LYING; i++) {
    const t = i / (LYING - 1);
    const towards = mix(root, leave, t);
    // Lower strands lie under those that come down over them.
    axis.push(onSkull(skull, towards, lift - 0.02 * (1 - t)));
  }
  const end = axis.at(-1)!;
  const out = outwards(end, skull);
  const wave = 0.05 * skull.unit * random.normal();
  for (let i = 1; i <= HANGING; i++) {
    const t = i / HANGING;
    const drift = bend * fall * t * skull.unit + wave * Math.sin(4 * t);
    axis.push([
      end[0] + drift * out[0],
      end[1] - Math.max(0.02, fall) * t * skull.unit,
      end[2] + drift * out[2],
    ]);
  }
  return axis;
}

/** Away from the head's upright axis below its centre, from its centre above. */
function outwards(at: Triple, { centre }: Skull): Triple {
  return unit([
    at[0] - centre[0],
    Math.max(0, at[1] - centre[1]),
    at[2] - centre[2],
  ]);
}
