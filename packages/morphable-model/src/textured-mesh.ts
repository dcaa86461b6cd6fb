import type { TextureLevel } from "./texture.ts";
import { vertexNormals } from "./vertex-normals.ts";

/** A face with a skin, ready to be taken elsewhere. */
export interface TexturedMesh {
  /** xyz triples in model space (y up), `3 V` numbers: what `shape` gives. */
  readonly points: Float32Array;
  /** `3 T` vertex indices, counter-clockwise when seen from outside. */
  readonly triangles: Uint32Array;
  /** Texture coordinates in 0 to 1, v down, `2 V` numbers. */
  readonly uv: Float32Array;
  /** The skin: one of the model's, or from `textureFromPicture`. */
  readonly skin: TextureLevel;
}

/** Normals as file formats want them, all of unit length: a vertex without area, which nobody sees, faces z. */
export function unitNormals({ points, triangles }: TexturedMesh): Float32Array {
  const normals = vertexNormals(points, triangles);
  for (let i = 0; i < normals.length; i += 3)
    if (normals[i] === 0 && normals[i + 1] === 0 && normals[i + 2] === 0)
      normals[i + 2] = 1;
  return normals;
}
