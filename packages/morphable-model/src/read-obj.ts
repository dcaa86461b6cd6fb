import { expected } from "@fdhm/errors";

/** A surface of a Wavefront `.obj` file. */
export interface ObjMesh {
  /** xyz triples of `v`, `3 V` numbers, as exact as the file's. */
  readonly positions: Float64Array;
  /** uv pairs of `vt`, v up as the file has it, `2 U` numbers. */
  readonly textureCoordinates: Float64Array;
  /** `3 T` vertex indices from 0, in the file's sense (counter-clockwise from outside as a rule). */
  readonly triangles: Uint32Array;
  /** Texture coordinate of each corner of `triangles`, from 0; empty where no face names any. */
  readonly textureTriangles: Uint32Array;
  /** Which face of the file each triangle was cut from, from 0, `T` numbers. */
  readonly faces: Uint32Array;
}

/** Faces as they are collected, with the line of each triangle for errors that only the end of the file shows. */
interface Faces {
  readonly vertices: number[];
  readonly textures: number[];
  readonly lines: number[];
  readonly cutFrom: number[];
}

/**
 * Reads vertices, texture coordinates and faces of a Wavefront `.obj` file; polygons are cut into triangles from their first
 * corner, which is right for convex ones. Indices may count back from the last line (negative). Normals, materials, groups
 * and curves are passed over.
 *
 * @param text - the whole file.
 * @param file - its name, for errors.
 * @throws RangeError - naming file and line: a number that is none, fewer of them than needed, a face of fewer than three
 *   corners, an index of nothing, texture coordinates at some corners only.
 */
export function readObj(text: string, file?: string): ObjMesh {
  const positions: number[] = [];
  const coordinates: number[] = [];
  const faces: Faces = { vertices: [], textures: [], lines: [], cutFrom: [] };
  eachLine(text, (keyword, words, line) => {
    if (keyword === "v") addNumbers(positions, words, 3, "v", file, line);
    else if (keyword === "vt")
      addNumbers(coordinates, words, 2, "vt", file, line);
    else if (keyword === "f")
      addFace(
        faces,
        words,
        positions.length / 3,
        coordinates.length / 2,
        file,
        line,
      );
  });
  const { vertices, textures, lines, cutFrom } = faces;
  if (textures.length !== 0 && textures.length !== vertices.length)
    throw expected(
      "texture coordinates at every corner of all faces or of none",
      "f",
      new Error(`${textures.length} for ${vertices.length} corners`),
      { file },
    );
  checkBelow(vertices, positions.length / 3, "vertex", lines, file);
  checkBelow(
    textures,
    coordinates.length / 2,
    "texture coordinate",
    lines,
    file,
  );
  return {
    positions: Float64Array.from(positions),
    textureCoordinates: Float64Array.from(coordinates),
    triangles: Uint32Array.from(vertices),
    textureTriangles: Uint32Array.from(textures),
    faces: Uint32Array.from(cutFrom),
  };
}

/**
 * Reads the vertices of a Wavefront `.obj` file alone, for meshes that share the faces of another.
 *
 * @param text - the whole file.
 * @param file - its name, for errors.
 * @returns xyz triples of `v`.
 * @throws RangeError - naming file and line: a number that is none, fewer than three.
 */
export function readObjPositions(text: string, file?: string): Float64Array {
  const positions: number[] = [];
  eachLine(text, (keyword, words, line) => {
    if (keyword === "v") addNumbers(positions, words, 3, "v", file, line);
  });
  return Float64Array.from(positions);
}

/** Calls back for every line that `readObj` reads; the words after the keyword are parted only when asked for. */
function eachLine(
  text: string,
  visit: (keyword: string, words: () => string[], line: number) => void,
): void {
  const keyword = /^\s*(vt?|f)\s/;
  let line = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    const row = text.slice(start, end < 0 ? text.length : end);
    start = end < 0 ? text.length : end + 1;
    line++;
    const found = keyword.exec(row);
    if (!found) continue;
    const words = () =>
      row
        .slice(found[0].length)
        .split("#", 1)[0]!
        .split(/\s+/)
        .filter((word) => word !== "");
    visit(found[1]!, words, line);
  }
}

/** Appends the first `count` numbers of a line; weights and colours may follow. */
function addNumbers(
  to: number[],
  words: () => string[],
  count: number,
  name: string,
  file: string | undefined,
  line: number,
): void {
  const all = words();
  if (all.length < count)
    throw expected(`${count} numbers`, name, all.length, { file, line });
  for (let i = 0; i < count; i++) {
    const value = Number(all[i]);
    if (!Number.isFinite(value))
      throw expected("a finite number", name, all[i], { file, line });
    to.push(value);
  }
}

/** Corners are `v`, `v/vt`, `v//vn` or `v/vt/vn`. */
function addFace(
  faces: Faces,
  words: () => string[],
  vertexCount: number,
  coordinateCount: number,
  file: string | undefined,
  line: number,
): void {
  const corners = words().map((corner) => corner.split("/"));
  if (corners.length < 3)
    throw expected("3 corners or more", "f", corners.length, { file, line });
  const vertices = corners.map(([vertex]) =>
    index(vertex!, vertexCount, "vertex", file, line),
  );
  const textures = corners.flatMap(([, texture]) =>
    texture
      ? [index(texture, coordinateCount, "texture coordinate", file, line)]
      : [],
  );
  if (textures.length !== 0 && textures.length !== corners.length)
    throw expected(
      "texture coordinates at every corner or at none",
      "f",
      words().join(" "),
      { file, line },
    );
  const face = (faces.cutFrom.at(-1) ?? -1) + 1;
  for (let i = 2; i < corners.length; i++) {
    faces.cutFrom.push(face);
    faces.vertices.push(vertices[0]!, vertices[i - 1]!, vertices[i]!);
    faces.lines.push(line);
    if (textures.length !== 0)
      faces.textures.push(textures[0]!, textures[i - 1]!, textures[i]!);
  }
}

/** From 1 upwards or from the last one backwards, to from 0 upwards. */
function index(
  word: string,
  count: number,
  name: string,
  file: string | undefined,
  line: number,
): number {
  const value = Number(word);
  const at = value < 0 ? count + value : value - 1;
  if (!Number.isInteger(value) || at < 0)
    throw expected("an index from 1", `${name} of f`, word, { file, line });
  return at;
}

/** Faces may come before the vertices that they name, so this waits for the end of the file. */
function checkBelow(
  indices: readonly number[],
  count: number,
  name: string,
  lines: readonly number[],
  file: string | undefined,
): void {
  const wrong = indices.findIndex((value) => value >= count);
  if (wrong >= 0)
    throw expected(
      `indices up to ${count}`,
      `${name} of f`,
      indices[wrong]! + 1,
      { file, line: lines[Math.floor(wrong / 3)] },
    );
}
