import { expected } from "@fdhm/errors";
import { checkMorphableModel } from "./check-morphable-model.ts";
import {
  FACE_VERTICES,
  ICT_EXPRESSIONS,
  ICT_IDENTITIES,
  ICT_LANDMARKS,
  KIT_VERTICES,
  NEUTRAL_FILE,
} from "./ict-face-kit.ts";
import { type MorphableModel } from "./morphable-model.ts";
import { type ObjMesh, readObj, readObjPositions } from "./read-obj.ts";

/** The kit's `FaceXModel` folder, wherever it is kept. */
export interface IctFaceKitFolder {
  /** Names of its files; others may be among them. */
  readonly names: readonly string[];
  /** Reads the text of one of them; called for one file at a time. */
  read(name: string): string | Promise<string>;
}

/** What {@link readIctFaceKit} may be told beyond the folder. */
export interface IctFaceKitOptions {
  /** Go on with the modes that are there, instead of refusing a folder that lacks some; false where absent. */
  readonly allowMissing?: boolean | undefined;
  /** "face": the kit's full face area alone, without ears and eyes, 9,409 vertices; "all": head, eyes and teeth too, 26,719. "face" where absent. */
  readonly region?: "face" | "all" | undefined;
}

/** ICT-FaceKit, with the names of its modes. */
export interface IctFaceModel extends MorphableModel {
  /** File name of each identity mode, without ending. */
  readonly identityNames: readonly string[];
  /** File name of each expression mode, without ending: `jawOpen`, `mouthSmile_L`, ... */
  readonly expressionNames: readonly string[];
}

/** How many missing files an error tells by name. */
const NAMED_MISSING = 3;

/**
 * Reads ICT-FaceKit Light (https://github.com/ICT-VGL/ICT-FaceKit, MIT) from its folder of `.obj` files: 100 identity modes, which
 * the kit gives at one standard deviation, and 57 expressions, given at full strength: weights from 0 to 1. A mode is
 * target minus neutral, all deviations are 1. Landmarks are the kit's, with its substitutes on the jaw itself. Axes as ours;
 * the kit's unit, about a centimetre, and its origin. Coefficients of this model are as many as its modes: they are not the 199
 * and 29 that a parameter vector packs.
 *
 * A vertex on a seam of the kit's texture takes the coordinates of the first face that names it; with `region: "all"` the
 * kit's seven pictures lie side by side. There are no skins.
 *
 * @param folder - names and texts of the files.
 * @param options - see {@link IctFaceKitOptions}.
 * @throws RangeError - "Expected ... for ... but received ..." with file and line: the neutral mesh or modes are missing (the
 *   first ones by name, and how many), a file is broken (as {@link readObj}) or has another count of vertices.
 */
export async function readIctFaceKit(
  folder: IctFaceKitFolder,
  options: IctFaceKitOptions = {},
): Promise<IctFaceModel> {
  const { allowMissing = false, region = "face" } = options;
  checkNames(folder.names, allowMissing);
  const vertexCount = region === "face" ? FACE_VERTICES : KIT_VERTICES;
  const neutral = readObj(await folder.read(NEUTRAL_FILE), NEUTRAL_FILE);
  checkVertices(neutral.positions, NEUTRAL_FILE);
  const within = trianglesWithin(neutral, vertexCount);
  const present = new Set(folder.names);
  const there = (name: string): boolean => present.has(`${name}.obj`);
  const identityNames = ICT_IDENTITIES.filter(there);
  const expressionNames = ICT_EXPRESSIONS.filter(there);
  const modes = async (names: readonly string[]): Promise<Float32Array> => {
    const size = 3 * vertexCount;
    const out = new Float32Array(names.length * size);
    for (const [mode, name] of names.entries()) {
      const file = `${name}.obj`;
      const target = readObjPositions(await folder.read(file), file);
      checkVertices(target, file);
      for (let i = 0; i < size; i++)
        out[mode * size + i] = target[i]! - neutral.positions[i]!;
    }
    return out;
  };
  const model: IctFaceModel = {
    name: "ICT-FaceKit Light",
    vertexCount,
    mean: Float32Array.from(neutral.positions.subarray(0, 3 * vertexCount)),
    identity: await modes(identityNames),
    expression: await modes(expressionNames),
    identityDeviation: new Float32Array(identityNames.length).fill(1),
    expressionDeviation: new Float32Array(expressionNames.length).fill(1),
    triangles: Uint32Array.from(
      within.flatMap((start) => [
        ...neutral.triangles.subarray(start, start + 3),
      ]),
    ),
    uv: vertexUv(neutral, within, vertexCount),
    landmarks: Uint32Array.from(ICT_LANDMARKS),
    skins: [],
    identityNames,
    expressionNames,
  };
  checkMorphableModel(model, NEUTRAL_FILE);
  return model;
}

/** Refuses a folder before any of its 400 MB is read. */
function checkNames(names: readonly string[], allowMissing: boolean): void {
  if (!names.includes(NEUTRAL_FILE))
    throw expected(
      `a file ${NEUTRAL_FILE}`,
      "ICT-FaceKit",
      new Error("none of that name"),
    );
  const present = new Set(names);
  const files = [...ICT_IDENTITIES, ...ICT_EXPRESSIONS].map(
    (name) => `${name}.obj`,
  );
  const missing = files.filter((file) => !present.has(file));
  if (allowMissing || missing.length === 0) return;
  const some = missing.slice(0, NAMED_MISSING).join(", ");
  const more = missing.length > NAMED_MISSING ? ", ..." : "";
  throw expected(
    `${files.length} modes`,
    "ICT-FaceKit",
    new Error(
      `${files.length - missing.length}, without ${some}${more} (${missing.length})`,
    ),
  );
}

function checkVertices(positions: Float64Array, file: string): void {
  if (positions.length !== 3 * KIT_VERTICES)
    throw expected(`${KIT_VERTICES} vertices`, "v", positions.length / 3, {
      file,
    });
}

/** Offsets of the triangles that were cut from faces whose corners are all within the region. */
function trianglesWithin(
  { triangles, faces }: ObjMesh,
  vertexCount: number,
): number[] {
  const outside = new Set<number>();
  triangles.forEach((vertex, i) => {
    if (vertex >= vertexCount) outside.add(faces[Math.floor(i / 3)]!);
  });
  return Array.from(faces, (_, triangle) => 3 * triangle).filter(
    (start) => !outside.has(faces[start / 3]!),
  );
}

/** One pair a vertex, v down, with the kit's pictures (whole numbers of u) side by side. */
function vertexUv(
  { triangles, textureTriangles, textureCoordinates }: ObjMesh,
  within: readonly number[],
  vertexCount: number,
): Float32Array {
  // A vertex that no face names is never drawn: any place will do.
  const uv = new Float32Array(2 * vertexCount);
  const done = new Uint8Array(vertexCount);
  let pictures = 1;
  for (const start of textureTriangles.length > 0 ? within : [])
    for (let i = start; i < start + 3; i++) {
      const vertex = triangles[i]!;
      if (done[vertex]) continue;
      done[vertex] = 1;
      const from = 2 * textureTriangles[i]!;
      uv[2 * vertex] = textureCoordinates[from]!;
      uv[2 * vertex + 1] = 1 - textureCoordinates[from + 1]!;
      pictures = Math.max(pictures, Math.ceil(uv[2 * vertex]!));
    }
  for (let i = 0; i < uv.length; i += 2) uv[i]! /= pictures;
  return uv;
}
