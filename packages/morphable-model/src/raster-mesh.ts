import { expected } from "@fdhm/errors";
import type { Texture } from "./texture.ts";

/** A surface in the picture, ready to be drawn. */
export interface RasterMesh {
  /** xyz triples in picture px as `project` gives them: y down, larger z nearer. `3 V` numbers. */
  readonly vertices: Float32Array;
  /** `3 T` vertex indices, counter-clockwise when seen from outside. */
  readonly triangles: Uint32Array;
  /** Factors for red, green and blue at each vertex, `3 V` numbers from 0, linear in between (Gouraud); all 1 where absent. */
  readonly light?: Float32Array | undefined;
  /** The skin, multiplied by `light`; white where absent, so that `light` alone may carry colours. */
  readonly texture?: Texture | undefined;
  /** Texture coordinates in 0 to 1, v down, `2 V` numbers; needed with `texture`. */
  readonly uv?: Float32Array | undefined;
  /** Whether triangles that show their inside are drawn too; false where absent. */
  readonly backFaces?: boolean | undefined;
}

/**
 * Refuses a surface that cannot be drawn.
 *
 * @throws RangeError where a length is wrong, a triangle names no vertex, or a number is not finite.
 */
export function checkMesh(mesh: RasterMesh): void {
  const { vertices, triangles, light, texture, uv } = mesh;
  if (vertices.length % 3 !== 0)
    throw expected("xyz triples (3 V numbers)", "vertices", vertices.length);
  if (triangles.length % 3 !== 0)
    throw expected("3 T indices", "triangles", triangles.length);
  const count = vertices.length / 3;
  checkFinite("vertices", vertices);
  for (let i = 0; i < triangles.length; i++)
    if (triangles[i]! >= count)
      throw expected(
        `vertices below ${count}`,
        `triangle ${Math.floor(i / 3)}`,
        triangles[i],
      );
  if (light) {
    if (light.length !== 3 * count)
      throw expected(`${3 * count} numbers`, "light", light);
    checkFinite("light", light);
  }
  if (texture && !uv) throw expected("texture coordinates", "uv", uv);
  if (uv) {
    if (uv.length !== 2 * count)
      throw expected(`${2 * count} numbers`, "uv", uv);
    checkFinite("uv", uv);
  }
}

function checkFinite(name: string, values: Float32Array): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]))
      throw expected("finite numbers", `${name}[${i}]`, values[i]);
}
