import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { checkMorphableModel } from "./check-morphable-model.ts";
import { cylindricalUv } from "./cylindrical-uv.ts";
import { expressionBasis, identityBasis } from "./bfm-basis.ts";
import {
  field,
  indices,
  type Mat5Fields,
  readMat5Fields,
} from "./mat5-fields.ts";
import { type MorphableModel } from "./morphable-model.ts";
import { faceCamera } from "./triangle-orientation.ts";

/** What {@link readBfm} may be told beyond the files. */
export interface BfmOptions {
  /** The model's name in reports; "Basel Face Model 2009" where absent. */
  readonly name?: string | undefined;
  /** Vertex of each of the 68 landmarks, counted from 0; needed where no file holds `keypoints`, and goes before them. */
  readonly landmarks?: ArrayLike<number> | undefined;
}

/** Everything that is read; the rest of the files, half of it skin colour, is passed over. */
const ARRAYS = [
  ...["mu_shape", "w", "sigma", "tri", "keypoints"],
  ...["shapeMU", "shapePC", "shapeEV", "tl", "trimIndex"],
  ...["mu_exp", "w_exp", "sigma_exp"],
];

/**
 * Reads the Basel Face Model 2009 as 3DDFA and 300W-LP use it, from MATLAB 5 files that you have from their owners
 * (https://faces.dmi.unibas.ch/bfm; the code that comes with 3DDFA, 300W-LP and AFLW2000-3D). The arrays tell what a file is:
 *
 * - shape, either `Model_Shape.mat` with `mu_shape` (3V x 1), `w` (3V x 199), `sigma` (199 x 1), `tri` (3 x T) and
 *   `keypoints` (68); or the original `01_MorphableModel.mat` with `shapeMU`, `shapePC`, `shapeEV`, `tl` (T x 3), which 3DDFA's
 *   `model_info.mat` (`trimIndex`, `tri`, `keypoints`) reduces to the face, 53,490 to 53,215 vertices, as 3DDFA's
 *   `ModelGenerate.m` does (the face profiling code's writes no `keypoints`: give `model_info.mat` beside its file);
 * - expressions, `Model_Exp.mat` or `Model_Expression.mat`: `mu_exp` (3V x 1), `w_exp` (3V x 29), `sigma_exp` (29 x 1).
 *   Without them the model has no expressions.
 *
 * The mean is `mu_shape + mu_exp`, the deviations are the sigmas: `Shape_Para` and `Exp_Para` of 300W-LP are coefficients of
 * this model. Micrometres, axes as ours. Indices are counted from 0, triangles turned counter-clockwise as seen from outside. The
 * files hold no texture coordinates: `uv` is a cylinder unrolled; the Basel model's colour of each vertex is not
 * read, `skins` is empty.
 *
 * @param files - bytes of each file by its name.
 * @param options - see {@link BfmOptions}.
 * @throws RangeError - "Expected ... for ... but received ..." naming file and array: no MATLAB 5 file (7.3 must be saved
 *   anew), cut short, an array that is missing or does not fit the others, a number that is not finite, a deviation that is
 *   not positive, an index of no vertex, no landmarks.
 */
export function readBfm(
  files: Readonly<Record<string, Uint8Array>>,
  options: BfmOptions = {},
): MorphableModel {
  const fields = readMat5Fields(files, ARRAYS);
  const identity = identityBasis(fields);
  const vertexCount = identity.mean.length / 3;
  const expression = expressionBasis(fields, vertexCount);
  const mean = identity.mean.map(
    (value, i) => value + (expression.mean[i] ?? 0),
  );
  const model: MorphableModel = {
    name: options.name ?? "Basel Face Model 2009",
    vertexCount,
    mean,
    identity: identity.modes,
    expression: expression.modes,
    identityDeviation: identity.deviation,
    expressionDeviation: expression.deviation,
    triangles: faceCamera(triangles(fields, vertexCount), mean),
    uv: cylindricalUv(mean),
    landmarks: landmarks(fields, vertexCount, options.landmarks),
    skins: [],
  };
  checkMorphableModel(model, fields.files);
  return model;
}

/** `tri` has a triangle a column, `tl` a row. */
function triangles(fields: Mat5Fields, vertexCount: number): Uint32Array {
  const reduced = fields.arrays.has("tri") || !fields.arrays.has("tl");
  const name = reduced ? "tri" : "tl";
  const { array, file } = field(fields, name);
  if (array.shape.length !== 2 || array.shape[reduced ? 0 : 1] !== 3)
    throw expected(
      reduced ? "3 x T vertices" : "T x 3 vertices",
      name,
      new Error(array.shape.join(" x ")),
      { file },
    );
  const vertices = indices(fields, name, vertexCount);
  const count = vertices.length / 3;
  return reduced
    ? vertices
    : vertices.map((_, i) => vertices[(i % 3) * count + Math.floor(i / 3)]!);
}

function landmarks(
  fields: Mat5Fields,
  vertexCount: number,
  given: ArrayLike<number> | undefined,
): Uint32Array {
  if (given) return checkedLandmarks(given, vertexCount);
  if (!fields.arrays.has("keypoints"))
    throw expected(
      `${LANDMARK_COUNT} vertices in keypoints or in the option landmarks`,
      "landmarks",
      new Error("neither"),
      { file: fields.files },
    );
  const found = indices(fields, "keypoints", vertexCount);
  if (found.length !== LANDMARK_COUNT)
    throw expected(`${LANDMARK_COUNT} vertices`, "keypoints", found.length, {
      file: field(fields, "keypoints").file,
    });
  return found;
}

/** Before a `Uint32Array` would turn -1 or 0.5 into a vertex. */
function checkedLandmarks(
  given: ArrayLike<number>,
  vertexCount: number,
): Uint32Array {
  if (given.length !== LANDMARK_COUNT)
    throw expected(
      `${LANDMARK_COUNT} vertices`,
      "option landmarks",
      given.length,
    );
  return Uint32Array.from(given, (vertex) => {
    if (!Number.isInteger(vertex) || vertex < 0 || vertex >= vertexCount)
      throw expected(
        `vertices from 0 to ${vertexCount - 1}`,
        "option landmarks",
        vertex,
      );
    return vertex;
  });
}
