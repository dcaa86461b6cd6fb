/**
 * Draws what a fitted face is good for:
 *
 *   npx tsc --build packages/morphable-model
 *   node packages/morphable-model/scripts/draw-fitted-face.mjs docs/images/fitted-face.png
 *
 * A photograph (drawn, as the project ships none) with the 68 points that somebody marked on it, the skin taken from it, the head with
 * that skin at three other poses, and the photograph with its head turned. Of the face nothing is known but the photograph and the
 * points, which mark the outline that is seen, as those of 300-W do: the model is fitted to them.
 */
import sharp from "sharp";
import {
  backgroundMesh,
  composite,
  contourChains,
  contourFitter,
  contourLandmarks,
  createRasterTarget,
  createTexture,
  fitLandmarks,
  lightVertices,
  project,
  rasterise,
  rotation,
  shape,
  textureFromPicture,
  turnBackgroundMesh,
  vertexNormals,
} from "../dist/index.js";
import { loadOpenFace, openFaceExpressions } from "../dist/open-face.js";
import { arrangeTiles } from "./draw-tile.mjs";

const SIZE = 240;
const SAMPLES = 2;
const POSE = { scale: 0.82, pitch: 0.08, yaw: 0.3, roll: 0.06, x: 122, y: 130 };
const IDENTITY = [1, -1, 0.5, 1, 1, -0.5];
const LIGHTING = {
  ambient: [0.4, 0.4, 0.42],
  lights: [{ direction: [0.9, 0.6, 1], colour: [0.7, 0.66, 0.6] }],
};

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("Expected the path of a PNG to write");
const model = await loadOpenFace();
const { triangles, uv } = model;
const { photograph, marks } = takePhotograph();
const fit = fitLandmarks(contourFitter(model), marks);
console.log(
  `yaw ${fit.pose.yaw.toFixed(2)} (drawn with ${POSE.yaw}), ${(100 * fit.residual).toFixed(2)} % of the face left at the points`,
);
const face = shape(model, fit.identity, fit.expression);
const vertices = project(face, fit.pose);
const skin = textureFromPicture(
  photograph,
  { vertices, triangles, uv },
  { skin: model.skins[0] },
);
const texture = createTexture(skin);
const others = [-0.9, -0.2, 1.1].map((yaw) =>
  draw(
    {
      vertices: project(face, { ...fit.pose, pitch: 0, roll: 0, yaw }),
      triangles,
      uv,
      texture,
    },
    plain(),
  ),
);
const sheet = backgroundMesh({ vertices, triangles }, SIZE, SIZE);
const turned = turnBackgroundMesh(sheet, fit.pose, {
  ...fit.pose,
  yaw: fit.pose.yaw + 0.6,
});
const profile = draw(
  { ...sheet, vertices: turned, texture: createTexture(photograph) },
  plain(),
);
const tile = {
  data: await sharp(skin.data, {
    raw: { width: skin.width, height: skin.height, channels: 3 },
  })
    .resize(SIZE, SIZE)
    .raw()
    .toBuffer(),
  width: SIZE,
  height: SIZE,
  channels: 3,
};
const { data, ...raw } = arrangeTiles([
  [marked(photograph, marks), tile, ...others, profile],
]);
await sharp(data, { raw }).png({ palette: true, quality: 90 }).toFile(file);

/** A drawn face and its 68 points as people mark them: xyz triples in px, z unknown. */
function takePhotograph() {
  const face = shape(model, IDENTITY, openFaceExpressions.smile);
  const vertices = project(face, POSE);
  const turn = rotation(POSE.pitch, POSE.yaw, POSE.roll);
  const light = lightVertices(vertexNormals(face, triangles), turn, LIGHTING);
  const texture = createTexture(model.skins[2]);
  const seen = contourLandmarks(
    contourChains(model),
    face,
    turn,
    model.landmarks.slice(),
  );
  const marks = new Float32Array(3 * seen.length).fill(NaN);
  seen.forEach((vertex, k) =>
    marks.set(vertices.subarray(3 * vertex, 3 * vertex + 2), 3 * k),
  );
  return {
    photograph: draw({ vertices, triangles, uv, texture, light }, wall()),
    marks,
  };
}

/** The photograph with a dot at each mark. */
function marked(picture, marks) {
  const data = picture.data.slice();
  for (let i = 0; i < marks.length; i += 3)
    for (const [across, down] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]) {
      const column = Math.floor(marks[i]) + across;
      const row = Math.floor(marks[i + 1]) + down;
      data.set([255, 255, 0], 3 * (row * picture.width + column));
    }
  return { ...picture, data };
}

function draw(mesh, background) {
  const target = createRasterTarget(SIZE, SIZE, SAMPLES);
  rasterise(mesh, target);
  composite(target, background);
  return background;
}

function plain() {
  const data = new Uint8Array(3 * SIZE * SIZE).fill(70);
  return { data, width: SIZE, height: SIZE, channels: 3 };
}

/** Tiles, so that one sees how the picture about a head follows it. */
function wall() {
  const picture = plain();
  for (let at = 0; at < SIZE * SIZE; at++) {
    const [column, row] = [at % SIZE, Math.floor(at / SIZE)];
    const joint = column % 24 === 0 || row % 24 === 0;
    picture.data.set(joint ? [96, 104, 112] : [136, 148, 156], 3 * at);
  }
  return picture;
}
