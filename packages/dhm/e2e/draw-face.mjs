/** What the page and the plain Node script both do: the whole way from 68 points to a drawn face, its map and its file. */
import { renderDhm } from "@fdhm/dhm";
import {
  composite,
  contourFitter,
  createRasterTarget,
  createTexture,
  fitLandmarks,
  landmarkBasis,
  project,
  rasterise,
  shape,
} from "@fdhm/morphable-model";
import { writeGltf } from "@fdhm/morphable-model/gltf";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";

const SIZE = 128;
const POSE = { scale: 0.45, pitch: 0.1, yaw: 0.4, roll: 0, x: 64, y: 70 };

/** @returns bytes of an RGB picture, 0-255 numbers of its DHM, and how long the .glb is. */
export async function drawFace() {
  const model = await loadOpenFace();
  const points = project(shape(landmarkBasis(model), [1, -1], []), POSE);
  for (let i = 2; i < points.length; i += 3) points[i] = NaN;
  const fit = fitLandmarks(contourFitter(model), points);
  const face = shape(model, fit.identity, fit.expression);
  const { triangles, uv, skins } = model;
  const target = createRasterTarget(SIZE, SIZE, 2);
  const vertices = project(face, fit.pose);
  const texture = createTexture(skins[0]);
  rasterise({ vertices, triangles, uv, texture }, target);
  const data = new Uint8Array(3 * SIZE * SIZE).fill(110);
  composite(target, { data, width: SIZE, height: SIZE, channels: 3 });
  const map = renderDhm(fit.points, SIZE);
  const glb = await writeGltf({ points: face, triangles, uv, skin: skins[0] });
  return {
    picture: Array.from(data),
    map: Array.from(map, (value) => Math.round(255 * value)),
    glb: glb.length,
  };
}
