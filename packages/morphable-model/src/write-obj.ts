import { expected } from "@fdhm/errors";
import { checkMesh } from "./raster-mesh.ts";
import { type TexturedMesh, unitNormals } from "./textured-mesh.ts";
import { writePng } from "./write-png.ts";

/** The three files that Wavefront's format needs; they name one another. */
export interface ObjFiles {
  /** `<name>.obj`: the surface. */
  readonly obj: string;
  /** `<name>.mtl`: its material. */
  readonly mtl: string;
  /** `<name>.png`: its skin. */
  readonly png: Uint8Array;
}

/**
 * Writes a face in Wavefront's format, for programs that take no glTF. Units are the model's (mm for the open face).
 *
 * @param mesh - see {@link TexturedMesh}.
 * @param name - what the three files will be called without their endings; letters, digits, `.`, `_` and `-`.
 * @throws RangeError where the mesh or the name is wrong.
 */
export function writeObj(mesh: TexturedMesh, name = "face"): ObjFiles {
  const { points, triangles, uv, skin } = mesh;
  if (!/^[\w.-]+$/.test(name))
    throw expected("letters, digits, . _ or -", "name", name);
  checkMesh({ vertices: points, triangles, uv });
  const lines = [`mtllib ${name}.mtl`, `o ${name}`];
  const write = (kind: string, values: Float32Array, size: number) => {
    for (let i = 0; i < values.length; i += size)
      lines.push(
        `${kind} ${Array.from(values.subarray(i, i + size), short).join(" ")}`,
      );
  };
  write("v", points, 3);
  // Wavefront's v points up.
  write(
    "vt",
    uv.map((value, i) => (i % 2 ? 1 - value : value)),
    2,
  );
  write("vn", unitNormals(mesh), 3);
  lines.push(`usemtl ${name}`);
  for (let t = 0; t < triangles.length; t += 3)
    lines.push(
      `f ${Array.from(triangles.subarray(t, t + 3), corner).join(" ")}`,
    );
  return {
    obj: `${lines.join("\n")}\n`,
    // Lit evenly: the light of the photograph is in the skin already.
    mtl: `newmtl ${name}\nKa 1 1 1\nKd 1 1 1\nKs 0 0 0\nillum 1\nmap_Kd ${name}.png\n`,
    png: writePng(skin),
  };
}

/** Seven digits: what a Float32Array holds. */
function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}

/** Wavefront counts from 1; position, texture coordinate and normal have the same number. */
function corner(vertex: number): string {
  const number = vertex + 1;
  return `${number}/${number}/${number}`;
}
