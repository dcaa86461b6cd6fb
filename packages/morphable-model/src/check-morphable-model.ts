import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { type MorphableModel, type Skin } from "./morphable-model.ts";

/**
 * Refuses a model whose arrays do not fit one another, before anything is computed from it.
 *
 * @param model - model to check; its mode counts are those of its two deviation arrays.
 * @param file - path or address it came from, for the error.
 * @throws RangeError - "Expected ... for ... but received ...", naming the field: a wrong length, a number that is not
 *   finite, a deviation that is not positive, a texture coordinate outside 0 to 1, an index of a vertex that does not exist.
 */
export function checkMorphableModel(
  model: MorphableModel,
  file?: string,
): void {
  const { vertexCount } = model;
  if (!Number.isSafeInteger(vertexCount) || vertexCount < 1)
    throw expected(
      "a count of vertices, 1 or more",
      "vertexCount",
      vertexCount,
      { file },
    );
  checkDeviations(model.identityDeviation, "identityDeviation", file);
  checkDeviations(model.expressionDeviation, "expressionDeviation", file);
  checkNumbers(model.mean, 3 * vertexCount, "mean", file);
  const shapeLength = 3 * vertexCount;
  checkNumbers(
    model.identity,
    model.identityDeviation.length * shapeLength,
    "identity",
    file,
  );
  checkNumbers(
    model.expression,
    model.expressionDeviation.length * shapeLength,
    "expression",
    file,
  );
  checkNumbers(model.uv, 2 * vertexCount, "uv", file);
  const outside = model.uv.find((value) => value < 0 || value > 1);
  if (outside !== undefined)
    throw expected("numbers from 0 to 1", "uv", outside, { file });
  if (model.triangles.length % 3 !== 0)
    throw expected("three vertices a triangle", "triangles", model.triangles, {
      file,
    });
  checkIndices(model.triangles, vertexCount, "triangles", file);
  if (model.landmarks.length !== LANDMARK_COUNT)
    throw expected(`${LANDMARK_COUNT} vertices`, "landmarks", model.landmarks, {
      file,
    });
  checkIndices(model.landmarks, vertexCount, "landmarks", file);
  for (const skin of model.skins) checkSkin(skin, file);
}

function checkNumbers(
  values: Float32Array,
  length: number,
  name: string,
  file?: string,
): void {
  if (values.length !== length)
    throw expected(`${length} numbers`, name, values, { file });
  // A sum is finite exactly when no member is NaN or infinite: doubles cannot overflow by adding floats of 32 bits.
  let sum = 0;
  for (const value of values) sum += value;
  if (!Number.isFinite(sum))
    throw expected(
      "finite numbers",
      name,
      values.find((value) => !Number.isFinite(value)),
      { file },
    );
}

function checkDeviations(
  values: Float32Array,
  name: string,
  file?: string,
): void {
  const wrong = values.find((value) => !(value > 0 && value < Infinity));
  if (wrong !== undefined)
    throw expected("positive finite numbers", name, wrong, { file });
}

function checkIndices(
  indices: Uint32Array,
  vertexCount: number,
  name: string,
  file?: string,
): void {
  const wrong = indices.find((index) => index >= vertexCount);
  if (wrong !== undefined)
    throw expected(`vertices below ${vertexCount}`, name, wrong, { file });
}

function checkSkin(skin: Skin, file?: string): void {
  const { name, width, height, data } = skin;
  if (
    !Number.isSafeInteger(width) ||
    width < 1 ||
    !Number.isSafeInteger(height) ||
    height < 1
  )
    throw expected(
      "a size of 1 or more pixels",
      `skin "${name}"`,
      `${width} x ${height}`,
      { file },
    );
  if (data.length !== 3 * width * height)
    throw expected(`${3 * width * height} RGB bytes`, `skin "${name}"`, data, {
      file,
    });
}
