import { PARTS, protocolWindow, tightBox, toNormalised } from "@fdhm/landmarks";
import type { MorphableModel } from "./morphable-model.ts";
import { vertexNormals } from "./vertex-normals.ts";
import { project } from "./weak-perspective.ts";

/** The mean face as a network starts from it. */
export interface MeanFace {
  /** 68 xyz triples in fractions of the protocol window's side: x right, y down, z to the camera, from their mean. */
  readonly landmarks: Float32Array;
  /** Outward unit normals at the landmarks, axes as `landmarks`; lids and the inner edges of lips have the mean one of theirs. */
  readonly normals: Float32Array;
}

/** Edges of openings: their surface folds inwards, and faces the other edge. */
const EDGES = [PARTS.rightEye, PARTS.leftEye, PARTS.innerLips];

/**
 * The mean face seen from the front and cut as every face is cut: what the mean DHM shows (`renderMeanDhm` of
 * `@fdhm/dhm`), and where a network's answers begin.
 *
 * @param model - its mean shape, triangles and landmarks.
 */
export function meanFace(
  model: Pick<MorphableModel, "mean" | "triangles" | "landmarks">,
): MeanFace {
  const frontal = { scale: 1, pitch: 0, yaw: 0, roll: 0, x: 0, y: 0 };
  const all = project(model.mean, frontal);
  const points = new Float32Array(3 * model.landmarks.length);
  const normals = new Float32Array(points.length);
  const surface = vertexNormals(model.mean, model.triangles);
  model.landmarks.forEach((vertex, k) => {
    points.set(all.subarray(3 * vertex, 3 * vertex + 3), 3 * k);
    // The model's y points up, the picture's down.
    normals.set(
      [
        surface[3 * vertex]!,
        -surface[3 * vertex + 1]!,
        surface[3 * vertex + 2]!,
      ],
      3 * k,
    );
  });
  for (const [first, end] of EDGES)
    setMean(normals.subarray(3 * first, 3 * end));
  let depth = 0;
  for (let i = 2; i < points.length; i += 3)
    depth += points[i]! / model.landmarks.length;
  for (let i = 2; i < points.length; i += 3) points[i]! -= depth;
  return {
    landmarks: toNormalised(points, protocolWindow(tightBox(points))),
    normals,
  };
}

/** Replaces unit vectors by the direction of their mean. */
function setMean(vectors: Float32Array): void {
  const mean = [0, 0, 0];
  for (const [i, value] of vectors.entries()) mean[i % 3]! += value;
  const length = Math.hypot(...mean);
  for (const i of vectors.keys()) vectors[i] = mean[i % 3]! / length;
}
