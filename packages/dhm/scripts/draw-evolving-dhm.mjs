// npx tsc --build packages/dhm packages/landmarks packages/morphable-model
// node packages/dhm/scripts/draw-evolving-dhm.mjs docs/images/dhm-evolving.png: from the mean face's map to that of the face in a
// picture, as a network moves the landmarks. Above: the picture with the landmarks of each step.
import { renderDhm } from "@fdhm/dhm";
import {
  protocolWindow,
  sampleCrop,
  tightBox,
  toNormalised,
} from "@fdhm/landmarks";
import {
  composite,
  createRasterTarget,
  createTexture,
  landmarkBasis,
  lightVertices,
  project,
  rasterise,
  rotation,
  shape,
  vertexNormals,
} from "@fdhm/morphable-model";
import {
  loadOpenFace,
  openFaceExpressions,
} from "@fdhm/morphable-model/open-face";
import sharp from "sharp";

const SIZE = 224;
const STEPS = 6;
/** Larger than a network's, so that people see the map. */
const SIGMA = 2;
const PICTURE = 400;
const POSE = {
  scale: 1.25,
  pitch: 0.15,
  yaw: 0.75,
  roll: -0.12,
  x: 200,
  y: 210,
};
const IDENTITY = [1.2, -0.8, 0.6, 1, -1];
const PLAIN = { mean: [0, 0, 0], deviation: [1, 1, 1] };

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Expected OUT.png for arguments but received none");
  process.exit(1);
}
const model = await loadOpenFace();
const { mean } = landmarkBasis(model);
const start = normalise(
  project(mean, { scale: 1, pitch: 0, yaw: 0, roll: 0, x: 0, y: 0 }),
).normalised;
const { picture, landmarks } = drawFace();
const { normalised: end, window } = normalise(landmarks);
const crop = new Float32Array(3 * SIZE * SIZE);
sampleCrop(picture, window, SIZE, PLAIN, "nhwc", crop);

const sheet = new Uint8Array(3 * STEPS * SIZE * 2 * SIZE);
for (let step = 0; step < STEPS; step++) {
  const share = step / (STEPS - 1);
  const points = start.map((value, i) => {
    const between = value + share * (end[i] - value);
    return i % 3 < 2 ? (between + 0.5) * SIZE - 0.5 : between;
  });
  const shown = Uint8Array.from(crop);
  for (let k = 0; k < points.length; k += 3)
    drawDot(shown, points[k], points[k + 1]);
  place(shown, step, 0);
  const map = renderDhm(points, SIZE, { sigma: SIGMA });
  place(
    map.map((value) => Math.round(255 * value)),
    step,
    1,
  );
}
await sharp(sheet, {
  raw: { width: STEPS * SIZE, height: 2 * SIZE, channels: 3 },
})
  .png({ palette: true, quality: 90 })
  .toFile(file);

function normalise(points) {
  const window = protocolWindow(tightBox(points));
  return { window, normalised: toNormalised(points, window) };
}

function drawFace() {
  const face = shape(model, IDENTITY, openFaceExpressions["open-mouth"]);
  const vertices = project(face, POSE);
  const { triangles, uv } = model;
  const light = lightVertices(
    vertexNormals(face, triangles),
    rotation(POSE.pitch, POSE.yaw, POSE.roll),
    {
      ambient: [0.55, 0.55, 0.55],
      lights: [{ direction: [-0.4, 0.5, 1], colour: [0.6, 0.6, 0.6] }],
    },
  );
  const target = createRasterTarget(PICTURE, PICTURE, 2);
  const texture = createTexture(model.skins[1]);
  rasterise({ vertices, triangles, uv, texture, light }, target);
  const picture = {
    data: new Uint8Array(3 * PICTURE * PICTURE).fill(70),
    width: PICTURE,
    height: PICTURE,
    channels: 3,
  };
  composite(target, picture);
  const landmarks = new Float32Array(3 * model.landmarks.length);
  model.landmarks.forEach((vertex, k) =>
    landmarks.set(vertices.subarray(3 * vertex, 3 * vertex + 3), 3 * k),
  );
  return { picture, landmarks };
}

function drawDot(rgb, x, y) {
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ]) {
    const column = Math.round(x) + dx;
    const row = Math.round(y) + dy;
    if (column >= 0 && column < SIZE && row >= 0 && row < SIZE)
      rgb.set([60, 255, 60], 3 * (row * SIZE + column));
  }
}

/** Copies a tile into the sheet. */
function place(tile, column, row) {
  for (let y = 0; y < SIZE; y++)
    sheet.set(
      tile.subarray(3 * y * SIZE, 3 * (y + 1) * SIZE),
      3 * ((row * SIZE + y) * STEPS * SIZE + column * SIZE),
    );
}
