// node packages/morphable-model/scripts/bench-rasterise.mjs: the open face drawn frame after frame, one core.
import {
  clearRasterTarget,
  composite,
  createRasterTarget,
  createTexture,
  depthMap,
  lightVertices,
  normalMap,
  pncc,
  project,
  rasterise,
  rotation,
  shape,
  vertexNormals,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";

const SIZE = 256;
const FRAMES = 3;
const ROUNDS = 150;
/** The head fills most of the picture, turned half to the side. */
const POSE = { scale: 1, pitch: 0.1, yaw: 0.7, roll: 0.1, x: 128, y: 128 };
const LIGHTING = {
  ambient: [0.4, 0.4, 0.5],
  lights: [{ direction: [1, 1, 1], colour: [0.7, 0.6, 0.5] }],
};

/** The least of some rounds, in milliseconds a call: what disturbs a round only ever makes it longer. */
function time(call) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let frame = 0; frame < FRAMES; frame++) call();
    best = Math.min(best, (performance.now() - start) / FRAMES);
  }
  return best;
}

function report(what, milliseconds) {
  const rate = Math.round(1000 / milliseconds);
  console.log(`${what.padEnd(40)}${milliseconds.toFixed(2)} ms  ${rate} /s`);
}

const model = await loadOpenFace();
const texture = createTexture(model.skins[0]);
const points = new Float32Array(model.mean.length);
const vertices = new Float32Array(model.mean.length);
const normals = new Float32Array(model.mean.length);
const light = new Float32Array(model.mean.length);
const turn = rotation(POSE.pitch, POSE.yaw, POSE.roll);
const picture = {
  width: SIZE,
  height: SIZE,
  channels: 3,
  data: new Uint8Array(3 * SIZE * SIZE),
};
const coefficients = (count) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i + 1));
const identity = coefficients(199);
const expression = coefficients(29);

console.log(
  `${model.vertexCount} vertices, ${model.triangles.length / 3} triangles, ${SIZE} px`,
);
report(
  "shape, all 228 modes",
  time(() => shape(model, identity, expression, points)),
);
report(
  "normals, light and projection",
  time(() => {
    vertexNormals(points, model.triangles, normals);
    lightVertices(normals, turn, LIGHTING, light);
    project(points, POSE, vertices);
  }),
);
for (const samples of [1, 2]) {
  const target = createRasterTarget(SIZE, SIZE, samples);
  const mesh = {
    vertices,
    triangles: model.triangles,
    uv: model.uv,
    texture,
    light,
  };
  report(
    `clear and rasterise, ${samples} x ${samples} samples`,
    time(() => {
      clearRasterTarget(target);
      rasterise(mesh, target);
    }),
  );
  report(
    `composite, ${samples} x ${samples} samples`,
    time(() => composite(target, picture)),
  );
}
const mesh = { vertices, triangles: model.triangles };
report(
  "depth map",
  time(() => depthMap(mesh, SIZE, SIZE)),
);
report(
  "normal map",
  time(() => normalMap(mesh, SIZE, SIZE)),
);
report(
  "PNCC",
  time(() => pncc(mesh, model.mean, SIZE, SIZE)),
);
