import {
  landmarkBasis,
  vertexNormals,
  type MorphableModel,
} from "@fdhm/morphable-model";
import { createShadowCaster } from "./cast-shadow.ts";
import type { Triple } from "../solids/triple.ts";
import { headFrame } from "../solids/head-frame.ts";

/** Directions from which light comes: enough that none of them is seen. */
const DIRECTIONS = 28;
/** Light that finds its way everywhere. */
const LEAST = 0.3;

/**
 * How much of the light from everywhere arrives at each vertex of a model's mean: less beside the nose, in the eyes' corners,
 * within the mouth and under the chin. Measured once a model; faces differ little in it.
 *
 * @returns V numbers from 0.3 to 1.
 */
export function ambientOcclusion(model: MorphableModel): Float32Array {
  const { mean, triangles, vertexCount } = model;
  const cast = createShadowCaster();
  const frame = headFrame(landmarkBasis(model).mean);
  const normals = vertexNormals(mean, triangles);
  const arrived = new Float32Array(vertexCount);
  const all = new Float32Array(vertexCount);
  const lit = new Float32Array(vertexCount);
  for (let i = 0; i < DIRECTIONS; i++) {
    const towards = onSpiral(i);
    cast([{ vertices: mean, triangles }], towards, frame, mean, lit);
    for (let vertex = 0; vertex < vertexCount; vertex++) {
      const facing =
        normals[3 * vertex]! * towards[0] +
        normals[3 * vertex + 1]! * towards[1] +
        normals[3 * vertex + 2]! * towards[2];
      if (facing <= 0) continue;
      arrived[vertex]! += facing * lit[vertex]!;
      all[vertex]! += facing;
    }
  }
  return all.map((sum, vertex) =>
    sum === 0 ? LEAST : LEAST + ((1 - LEAST) * arrived[vertex]!) / sum,
  );
}

/** Directions spread evenly over the sphere by the golden angle. */
function onSpiral(i: number): Triple {
  const y = 1 - (2 * i + 1) / DIRECTIONS;
  const around = i * Math.PI * (3 - Math.sqrt(5));
  const radius = Math.sqrt(1 - y * y);
  return [radius * Math.sin(around), y, radius * Math.cos(around)];
}
