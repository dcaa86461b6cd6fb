import type { MorphableModel } from "@fdhm/morphable-model";

/**
 * A model of another kind than the open face, cut from it: a face without the back of the head, without eyeballs, teeth and skins, with
 * two identity and three expression modes.
 */
export function faceOnly(model: MorphableModel): MorphableModel {
  const { mean, landmarks, vertexCount } = model;
  // As far back as the face has landmarks.
  const behind = Math.min(...Array.from(landmarks, (v) => mean[3 * v + 2]!));
  const below = mean[3 * landmarks[8]! + 1]! - 30;
  // The last vertices of the open face are the eyeballs and the teeth.
  const loose = vertexCount - 2 * 48 - 68;
  const kept = (vertex: number): boolean =>
    vertex < loose &&
    mean[3 * vertex + 2]! >= behind &&
    mean[3 * vertex + 1]! > below;
  const old = [...Array(vertexCount).keys()].filter(kept);
  const renamed = new Map(old.map((vertex, i) => [vertex, i]));
  const pick = (values: Float32Array, modes: number): Float32Array =>
    Float32Array.from(
      Array.from({ length: modes }, (_, mode) =>
        old.flatMap((vertex) => {
          const at = 3 * (mode * vertexCount + vertex);
          return [...values.subarray(at, at + 3)];
        }),
      ).flat(),
    );
  const corners = [...model.triangles];
  const triangles = corners.flatMap((_, i) => {
    if (i % 3 !== 0) return [];
    const triangle = corners.slice(i, i + 3);
    return triangle.every(kept) ? triangle.map((v) => renamed.get(v)!) : [];
  });
  return {
    name: "face only",
    vertexCount: old.length,
    mean: pick(mean, 1),
    identity: pick(model.identity, 2),
    expression: pick(model.expression, 3),
    identityDeviation: model.identityDeviation.slice(0, 2),
    expressionDeviation: model.expressionDeviation.slice(0, 3),
    triangles: Uint32Array.from(triangles),
    uv: new Float32Array(2 * old.length),
    landmarks: landmarks.map((vertex) => renamed.get(vertex)!),
    skins: [],
  };
}
