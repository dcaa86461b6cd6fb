import {
  project,
  rasterise,
  rotation,
  vertexNormals,
  type Lighting,
  type RasterTarget,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import type { Random } from "../../random.ts";
import type { Triple } from "./triple.ts";
import type { Mesh } from "./grid.ts";
import { shade } from "../light/shading.ts";

/** A thing in model space that turns with the head: clothes, hair, a hat, glasses. */
export interface Solid extends Mesh {
  /** Unit vectors, `3 V` numbers; found from the triangles where absent. */
  readonly normals?: Float32Array;
  /** Red, green and blue, 0 to 1. */
  readonly colour: Triple;
  /** Deviation of each vertex's brightness, as a part of it. */
  readonly mottle: number;
  /** Brightness of each vertex, V numbers; 1 where absent. */
  readonly shades?: Float32Array;
  /** Strength of highlights, 0 to 1. */
  readonly gloss: number;
  /** Whether both sides are seen. */
  readonly twoSided: boolean;
  /** How much of what is behind it is hidden, 0 to 1. */
  readonly opacity: number;
}

/**
 * Draws a solid.
 *
 * @param target - what it holds nearer to the camera stays in front.
 */
export function drawSolid(
  target: RasterTarget,
  random: Random,
  solid: Solid,
  head: WeakPerspective,
  scene: Lighting,
): void {
  const { vertices, triangles, colour, mottle, shades, gloss } = solid;
  const normals = solid.normals ?? vertexNormals(vertices, triangles);
  const turn = rotation(head.pitch, head.yaw, head.roll);
  const light = new Float32Array(vertices.length);
  const finish = { colour, gloss, wrap: 0, twoSided: solid.twoSided };
  shade(normals, turn, scene, finish, {}, light);
  for (let vertex = 0; 3 * vertex < light.length; vertex++) {
    const brightness = shades?.[vertex] ?? 1;
    const noise = mottle === 0 ? 1 : 1 + mottle * random.normal();
    const factor = Math.max(0, brightness * noise);
    for (let c = 0; c < 3; c++) light[3 * vertex + c]! *= colour[c]! * factor;
  }
  const mesh = {
    vertices: project(vertices, head),
    triangles,
    light,
    backFaces: solid.twoSided,
  };
  if (solid.opacity >= 1) rasterise(mesh, target);
  else drawThrough(target, solid.opacity, () => rasterise(mesh, target));
}

/** Lets what was there before shine through what is drawn. */
function drawThrough(
  { colour, depth }: RasterTarget,
  opacity: number,
  draw: () => void,
): void {
  const behind = colour.slice();
  const before = depth.slice();
  draw();
  for (let i = 0; i < before.length; i++) {
    if (depth[i] === before[i]) continue;
    // Through a lens beside the head the background is seen, which is not drawn yet.
    if (before[i] === -Infinity) {
      if (opacity < 0.5) depth[i] = -Infinity;
      continue;
    }
    for (let c = 3 * i; c < 3 * i + 3; c++)
      colour[c] = behind[c]! + opacity * (colour[c]! - behind[c]!) + 0.5;
  }
}
