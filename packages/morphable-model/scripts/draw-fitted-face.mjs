/**
 * Draws what a fitted face is good for:
 *
 *   npx tsc --build packages/morphable-model
 *   node packages/morphable-model/scripts/draw-fitted-face.mjs docs/images/fitted-face.png
 *
 * A photograph (drawn, as the project ships none), the skin taken from it, the head with that skin at three other poses, and the
 * photograph with its head turned. The parameters are those that it was drawn with.
 */
import sharp from "sharp";
import {
  backgroundMesh,
  composite,
  createRasterTarget,
  createTexture,
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
const face = shape(model, IDENTITY, openFaceExpressions.smile);
const vertices = project(face, POSE);
const photograph = draw(
  {
    vertices,
    triangles,
    uv,
    texture: createTexture(model.skins[2]),
    light: lightVertices(
      vertexNormals(face, triangles),
      rotation(POSE.pitch, POSE.yaw, POSE.roll),
      LIGHTING,
    ),
  },
  wall(),
);
const skin = textureFromPicture(
  photograph,
  { vertices, triangles, uv },
  { skin: model.skins[0] },
);
const texture = createTexture(skin);
const others = [-0.9, -0.2, 1.1].map((yaw) =>
  draw(
    {
      vertices: project(face, { ...POSE, pitch: 0, roll: 0, yaw }),
      triangles,
      uv,
      texture,
    },
    plain(),
  ),
);
const sheet = backgroundMesh({ vertices, triangles }, SIZE, SIZE);
const turned = turnBackgroundMesh(sheet, POSE, {
  ...POSE,
  yaw: POSE.yaw + 0.6,
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
const { data, ...raw } = arrangeTiles([[photograph, tile, ...others, profile]]);
await sharp(data, { raw }).png({ palette: true, quality: 90 }).toFile(file);

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
