import { expected } from "@fdhm/errors";
import type { MorphableModel } from "./morphable-model.ts";
import type { ShapeBasis } from "./shape.ts";

/**
 * The rows of a model that belong to its landmarks: `shape` of the result is the 68 landmarks of a face, without the
 * other vertices and at a fraction of the cost.
 *
 * @param model - `landmarks` names a vertex for each of them.
 * @returns copies, in the order of `model.landmarks`.
 * @throws RangeError where a landmark names a vertex that the model does not have.
 */
export function landmarkBasis(
  model: ShapeBasis & Pick<MorphableModel, "landmarks">,
): ShapeBasis {
  const { landmarks, vertexCount } = model;
  landmarks.forEach((vertex, landmark) => {
    if (vertex >= vertexCount)
      throw expected(
        `a vertex below ${vertexCount}`,
        `landmark ${landmark}`,
        vertex,
      );
  });
  return {
    vertexCount: landmarks.length,
    mean: pick(model.mean, landmarks, vertexCount),
    identity: pick(model.identity, landmarks, vertexCount),
    expression: pick(model.expression, landmarks, vertexCount),
  };
}

/** Takes the xyz triples of some vertices out of every mode. */
function pick(
  modes: Float32Array,
  vertices: Uint32Array,
  vertexCount: number,
): Float32Array {
  const count = modes.length / (3 * vertexCount);
  const picked = new Float32Array(count * 3 * vertices.length);
  for (let mode = 0, at = 0; mode < count; mode++) {
    const start = mode * 3 * vertexCount;
    for (const vertex of vertices) {
      for (let axis = 0; axis < 3; axis++)
        picked[at++] = modes[start + 3 * vertex + axis]!;
    }
  }
  return picked;
}
