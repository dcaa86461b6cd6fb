import {
  lightVertices,
  project,
  rasterise,
  rotation,
  type Lighting,
  type RasterTarget,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import type { Random } from "../random.ts";
import { SPHERE_NORMALS, SPHERE_TRIANGLES } from "./sphere.ts";

/** Three numbers: x, y, z or red, green, blue. */
export type Triple = readonly [number, number, number];

/** An ellipsoid in model space, in one colour more or less mottled. */
export interface Ellipsoid {
  /** Model space. */
  readonly centre: Triple;
  /** Half axes along x, y and z. */
  readonly radii: Triple;
  /** Red, green and blue, 0 to 1. */
  readonly colour: Triple;
  /** Deviation of each vertex's brightness, as a part of it. */
  readonly mottle: number;
}

/**
 * Draws an ellipsoid that turns with the head.
 *
 * @param target - what it holds nearer to the camera stays in front.
 */
export function drawEllipsoid(
  target: RasterTarget,
  random: Random,
  { centre, radii, colour, mottle }: Ellipsoid,
  head: WeakPerspective,
  lighting: Lighting,
): void {
  const vertices = SPHERE_NORMALS.map(
    (value, i) => centre[i % 3]! + radii[i % 3]! * value,
  );
  // An ellipsoid's normals are the sphere's, divided by its radii.
  const normals = SPHERE_NORMALS.map((value, i) => value / radii[i % 3]!);
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i]!, normals[i + 1]!, normals[i + 2]!);
    for (let c = 0; c < 3; c++) normals[i + c] = normals[i + c]! / length;
  }
  const turn = rotation(head.pitch, head.yaw, head.roll);
  const light = lightVertices(normals, turn, lighting);
  for (let i = 0; i < light.length; i += 3) {
    const factor = Math.max(0, 1 + mottle * random.normal());
    for (let c = 0; c < 3; c++)
      light[i + c] = light[i + c]! * colour[c]! * factor;
  }
  project(vertices, head, vertices);
  rasterise({ vertices, triangles: SPHERE_TRIANGLES, light }, target);
}
