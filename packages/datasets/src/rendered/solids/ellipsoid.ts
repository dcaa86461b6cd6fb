import type { Solid } from "./solid.ts";
import { SPHERE_NORMALS, SPHERE_TRIANGLES } from "./sphere.ts";
import type { Triple } from "./triple.ts";

/**
 * An ellipsoid that turns with the head.
 *
 * @param centre - model space.
 * @param radii - half axes along x, y and z.
 */
export function ellipsoid(
  centre: Triple,
  radii: Triple,
  finish: Pick<Solid, "colour" | "mottle" | "gloss">,
): Solid {
  const vertices = SPHERE_NORMALS.map(
    (value, i) => centre[i % 3]! + radii[i % 3]! * value,
  );
  // An ellipsoid's normals are the sphere's, divided by its radii.
  const normals = SPHERE_NORMALS.map((value, i) => value / radii[i % 3]!);
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i]!, normals[i + 1]!, normals[i + 2]!);
    for (let c = 0; c < 3; c++) normals[i + c] = normals[i + c]! / length;
  }
  return {
    vertices,
    normals,
    triangles: SPHERE_TRIANGLES,
    twoSided: false,
    opacity: 1,
    ...finish,
  };
}
