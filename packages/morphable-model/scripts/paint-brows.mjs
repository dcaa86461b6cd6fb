import sharp from "sharp";
import { createRasterTarget, createTexture, rasterise } from "../dist/index.js";
import { ATLAS_HEIGHT, ATLAS_WIDTH } from "./atlas.mjs";
import { readFaces } from "./makehuman-data.mjs";

/**
 * MakeHuman's brows are ribbons that float before the skin. Here they are painted onto it, moved so that they run through the brow
 * landmarks (MakeHuman's run 8 to 20 mm higher on its base mesh).
 *
 * @param makehuman - result of `readMakeHuman`.
 * @param {string} name - such as `eyebrow004`.
 * @param {(vertex: number) => [number, number]} placeOf - a base vertex's place in the atlas, px.
 * @param {number[]} landmarks - the ten base vertices of the brows.
 * @returns {Promise<(data: Uint8Array) => void>} paints on an atlas.
 */
export async function brows(makehuman, name, placeOf, landmarks) {
  const ribbon = await makehuman.read(`proxies/eyebrows/${name}/${name}.json`);
  const image = sharp(
    makehuman.path(`proxies/eyebrows/${name}/textures/${name}.png`),
  );
  const { data, info } = await image
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const places = ribbon.ref_vIdxs.map((corners, i) => {
    const weights = ribbon.weights[i];
    const sum = weights[0] + weights[1] + weights[2];
    return [0, 1].map((axis) =>
      corners.reduce(
        (total, corner, k) =>
          total + (weights[k] / sum) * placeOf(corner)[axis],
        0,
      ),
    );
  });
  lower(places, landmarks.map(placeOf));

  const faces = readFaces(ribbon.faces, ribbon.uvs[0], () => name);
  const vertices = [];
  const uv = [];
  const triangles = [];
  for (const face of faces) {
    const first = uv.length / 2;
    face.corners.forEach((corner, i) => {
      vertices.push(...places[corner], 0);
      uv.push(face.uv[i][0], 1 - face.uv[i][1]);
    });
    for (let i = 2; i < face.corners.length; i++)
      triangles.push(first, first + i - 1, first + i);
  }
  const mesh = {
    vertices: Float32Array.from(vertices),
    uv: Float32Array.from(uv),
    triangles: Uint32Array.from(triangles),
  };
  const draw = (byte) => {
    const skin = new Uint8Array(3 * info.width * info.height);
    for (let i = 0; i < skin.length; i++)
      skin[i] = byte(data.subarray(4 * Math.floor(i / 3)), i % 3);
    return average(
      mesh,
      createTexture({ width: info.width, height: info.height, data: skin }),
    );
  };
  const alpha = draw((pixel) => pixel[3]);
  const colour = draw((pixel, channel) => (pixel[channel] * pixel[3]) / 255);
  return (atlas) => {
    for (let i = 0; i < atlas.length; i++)
      atlas[i] = Math.min(
        255,
        Math.round(atlas[i] * (1 - alpha[i] / 255) + colour[i]),
      );
  };
}

/** In the atlas the face lies on its side: x runs from forehead to chin, y from one ear to the other. */
function lower(places, targets) {
  const middle = places.reduce((sum, [, y]) => sum + y, 0) / places.length;
  // Straight line through what is missing to the landmarks, by distance from the middle of the face.
  const missing = targets.map(([x, y]) => {
    const near = places
      .filter((place) => Math.abs(place[1] - y) < 4)
      .map((place) => place[0]);
    return [
      Math.abs(y - middle),
      x - (Math.min(...near) + Math.max(...near)) / 2,
    ];
  });
  const mean = [0, 1].map(
    (axis) =>
      missing.reduce((sum, pair) => sum + pair[axis], 0) / missing.length,
  );
  const slope =
    missing.reduce((sum, [a, b]) => sum + (a - mean[0]) * (b - mean[1]), 0) /
    missing.reduce((sum, [a]) => sum + (a - mean[0]) ** 2, 0);
  for (const place of places)
    place[0] += mean[1] + slope * (Math.abs(place[1] - middle) - mean[0]);
}

/** Draws the ribbon on black and averages 4 x 4 samples a pixel. */
function average(mesh, texture) {
  const samples = 4;
  const target = createRasterTarget(ATLAS_WIDTH, ATLAS_HEIGHT, samples);
  rasterise({ ...mesh, texture, backFaces: true }, target);
  const out = new Float64Array(3 * ATLAS_WIDTH * ATLAS_HEIGHT);
  const columns = ATLAS_WIDTH * samples;
  for (let i = 0; i < target.depth.length; i++) {
    if (target.depth[i] === -Infinity) continue;
    const pixel =
      Math.floor(Math.floor(i / columns) / samples) * ATLAS_WIDTH +
      Math.floor((i % columns) / samples);
    for (let c = 0; c < 3; c++)
      out[3 * pixel + c] += target.colour[3 * i + c] / samples ** 2;
  }
  return out;
}
