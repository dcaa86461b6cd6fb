import {
  clearRasterTarget,
  createRasterTarget,
  rasterise,
  type RasterTarget,
} from "@fdhm/morphable-model";
import type { Triple } from "../solids/triple.ts";
import type { Mesh } from "../solids/grid.ts";
import type { HeadFrame } from "../solids/head-frame.ts";

/** Edge of the lamp's view, px. */
const EDGE = 96;
/** Half of what the lamp's view shows, units of the head. */
const REACH = 2.6;
/** How much nearer to the lamp a surface must lie to throw a shadow, units: what it shows of itself throws none. */
const BIAS = 0.07;

/** Finds what lies in shadow; keeps the buffer of the lamp's view. */
export interface ShadowCaster {
  /**
   * @param bodies - what throws shadows, in model space.
   * @param towards - unit direction to the lamp, in model space.
   * @param points - where light is asked for, `3 V` numbers in model space.
   * @param out - receives the share of the lamp's light that arrives at each point, V numbers from 0 to 1.
   */
  (
    bodies: readonly Mesh[],
    towards: Triple,
    frame: HeadFrame,
    points: Float32Array,
    out: Float32Array,
  ): void;
}

/** Prepares the finding of shadows: the bodies are drawn as the lamp sees them, and what lies behind what it sees is dark. */
export function createShadowCaster(): ShadowCaster {
  const view = createRasterTarget(EDGE, EDGE);
  return (bodies, towards, { centre, unit }, points, out) => {
    const scale = EDGE / 2 / (REACH * unit);
    const axes = lampAxes(towards);
    clearRasterTarget(view);
    for (const { vertices, triangles } of bodies)
      rasterise(
        {
          vertices: seenByLamp(vertices, axes, centre, scale),
          triangles,
          backFaces: true,
        },
        view,
      );
    const seen = seenByLamp(points, axes, centre, scale);
    for (let i = 0; i < out.length; i++)
      out[i] = lit(view, seen[3 * i]!, seen[3 * i + 1]!, seen[3 * i + 2]!);
  };
}

/** Two axes across a direction, and the direction. */
function lampAxes(towards: Triple): readonly [Triple, Triple, Triple] {
  const [x, y, z] = towards;
  // Any axis will do that is not the direction itself.
  const across: Triple = Math.abs(y) < 0.9 ? [z, 0, -x] : [0, -z, y];
  const length = Math.hypot(...across);
  const u: Triple = [
    across[0] / length,
    across[1] / length,
    across[2] / length,
  ];
  const v: Triple = [
    y * u[2] - z * u[1],
    z * u[0] - x * u[2],
    x * u[1] - y * u[0],
  ];
  return [u, v, towards];
}

function seenByLamp(
  points: Float32Array,
  [u, v, w]: readonly [Triple, Triple, Triple],
  centre: Triple,
  scale: number,
): Float32Array {
  const out = new Float32Array(points.length);
  const middle = (EDGE - 1) / 2;
  for (let i = 0; i < points.length; i += 3) {
    const x = scale * (points[i]! - centre[0]);
    const y = scale * (points[i + 1]! - centre[1]);
    const z = scale * (points[i + 2]! - centre[2]);
    out[i] = middle + u[0] * x + u[1] * y + u[2] * z;
    out[i + 1] = middle - (v[0] * x + v[1] * y + v[2] * z);
    out[i + 2] = w[0] * x + w[1] * y + w[2] * z;
  }
  return out;
}

/** Share of the four nearest samples that leave a point in the light, each weighted by its nearness. */
function lit({ depth }: RasterTarget, x: number, y: number, z: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < 0 || row < 0 || column + 1 >= EDGE || row + 1 >= EDGE) return 1;
  const u = x - column;
  const v = y - row;
  const farthest = z + (BIAS * EDGE) / 2 / REACH;
  const at = row * EDGE + column;
  const upper =
    (depth[at]! > farthest ? 0 : 1 - u) + (depth[at + 1]! > farthest ? 0 : u);
  const lower =
    (depth[at + EDGE]! > farthest ? 0 : 1 - u) +
    (depth[at + EDGE + 1]! > farthest ? 0 : u);
  return (1 - v) * upper + v * lower;
}
