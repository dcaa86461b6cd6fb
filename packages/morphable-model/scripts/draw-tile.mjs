import {
  composite,
  createRasterTarget,
  createTexture,
  lightVertices,
  project,
  rasterise,
  rotation,
  shape,
  vertexNormals,
} from "../dist/index.js";

const LIGHTING = {
  ambient: [0.55, 0.55, 0.55],
  lights: [{ direction: [0.4, 0.5, 1], colour: [0.6, 0.6, 0.6] }],
};
const BACKGROUND = 70;
/** Share of a tile's edge that a face's 200 mm take. */
const FILL = 0.78;

/**
 * One face, drawn.
 *
 * @param model - a morphable model.
 * @param {{size: number, skin?: number, identity?: ArrayLike<number>, expression?: ArrayLike<number>, yaw?: number, pitch?: number, dots?: boolean}} look
 *   size in px, angles in degrees; without a skin the surface is white; `dots` draws the landmarks.
 * @returns {{data: Uint8Array, width: number, height: number, channels: 3}}
 */
export function drawTile(
  model,
  {
    size,
    skin,
    identity = [],
    expression = [],
    yaw = 0,
    pitch = 0,
    dots = false,
  },
) {
  const points = shape(model, identity, expression);
  const radians = Math.PI / 180;
  const pose = {
    scale: (FILL * size) / 200,
    pitch: pitch * radians,
    yaw: yaw * radians,
    roll: 0,
    x: size / 2,
    y: size * 0.56,
  };
  const turned = rotation(pose.pitch, pose.yaw, pose.roll);
  const vertices = project(points, pose);
  const target = createRasterTarget(size, size, 2);
  rasterise(
    {
      vertices,
      triangles: model.triangles,
      uv: model.uv,
      light: lightVertices(
        vertexNormals(points, model.triangles),
        turned,
        LIGHTING,
      ),
      texture:
        skin === undefined ? undefined : createTexture(model.skins[skin]),
    },
    target,
  );
  const picture = {
    data: new Uint8Array(3 * size * size).fill(BACKGROUND),
    width: size,
    height: size,
    channels: 3,
  };
  composite(target, picture);
  if (dots)
    for (const vertex of model.landmarks)
      drawDot(picture, vertices[3 * vertex], vertices[3 * vertex + 1]);
  return picture;
}

/**
 * Tiles, row under row.
 *
 * @param {ReturnType<typeof drawTile>[][]} rows - tiles of one size.
 */
export function arrangeTiles(rows) {
  const size = rows[0][0].width;
  const width = size * Math.max(...rows.map((row) => row.length));
  const data = new Uint8Array(3 * width * size * rows.length).fill(BACKGROUND);
  rows.forEach((row, j) =>
    row.forEach((tile, i) => {
      for (let y = 0; y < size; y++)
        data.set(
          tile.data.subarray(3 * y * size, 3 * (y + 1) * size),
          3 * ((j * size + y) * width + i * size),
        );
    }),
  );
  return { data, width, height: size * rows.length, channels: 3 };
}

function drawDot({ data, width, height }, x, y) {
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ]) {
    const column = Math.round(x) + dx;
    const row = Math.round(y) + dy;
    if (column >= 0 && column < width && row >= 0 && row < height)
      data.set([60, 255, 60], 3 * (row * width + column));
  }
}
