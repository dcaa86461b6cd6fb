// node packages/morphable-model/scripts/bench-rasterise.mjs: frames a second of a textured, lit ball, one core.
import {
  clearRasterTarget,
  composite,
  createRasterTarget,
  createTexture,
  lightVertices,
  project,
  rasterise,
  rotation,
  vertexNormals,
} from "@fdhm/morphable-model";

const SIZE = 256;
const FRAMES = 100;
const ROUNDS = 7;
const POSE = { scale: 100, pitch: 0.2, yaw: 0.7, roll: 0.1, x: 128, y: 128 };
const LIGHTING = {
  ambient: [0.4, 0.4, 0.5],
  lights: [{ direction: [1, 1, 1], colour: [0.7, 0.6, 0.5] }],
};

/** A ball of radius 1, its texture laid on by longitude and latitude. */
function ball(meridians, parallels) {
  const points = [];
  const uv = [];
  const triangles = [];
  for (let i = 0; i <= parallels; i++) {
    for (let j = 0; j <= meridians; j++) {
      const latitude = Math.PI * (0.5 - i / parallels);
      const longitude = 2 * Math.PI * (j / meridians);
      points.push(
        Math.cos(latitude) * Math.sin(longitude),
        Math.sin(latitude),
        Math.cos(latitude) * Math.cos(longitude),
      );
      uv.push(j / meridians, i / parallels);
      if (i === parallels || j === meridians) continue;
      const a = i * (meridians + 1) + j;
      const below = a + meridians + 1;
      triangles.push(a, below, a + 1, a + 1, below, below + 1);
    }
  }
  return {
    points: new Float32Array(points),
    uv: new Float32Array(uv),
    triangles: new Uint32Array(triangles),
  };
}

const { points, uv, triangles } = ball(50, 40);
const texture = createTexture({
  width: 1024,
  height: 1024,
  data: Uint8Array.from({ length: 3 * 1024 * 1024 }, (_, i) => (i * 37) & 255),
});
const picture = {
  width: SIZE,
  height: SIZE,
  channels: 3,
  data: new Uint8Array(3 * SIZE * SIZE),
};

console.log(
  `${triangles.length / 3} triangles (half face away), ${SIZE} px, texture of 1024 px`,
);
for (const samples of [1, 2]) {
  const target = createRasterTarget(SIZE, SIZE, samples);
  const vertices = new Float32Array(points.length);
  let draw = Infinity;
  let whole = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    let inside = 0;
    const start = performance.now();
    for (let frame = 0; frame < FRAMES; frame++) {
      const normals = vertexNormals(points, triangles);
      const turn = rotation(POSE.pitch, POSE.yaw, POSE.roll);
      const light = lightVertices(normals, turn, LIGHTING);
      project(points, POSE, vertices);
      const before = performance.now();
      clearRasterTarget(target);
      rasterise({ vertices, triangles, uv, texture, light }, target);
      inside += performance.now() - before;
      composite(target, picture);
    }
    // The least of some rounds: what disturbs a round only ever makes it longer.
    whole = Math.min(whole, (performance.now() - start) / FRAMES);
    draw = Math.min(draw, inside / FRAMES);
  }
  console.log(
    `${samples} x ${samples} samples: ${draw.toFixed(2)} ms to clear and rasterise, ` +
      `${whole.toFixed(2)} ms with normals, light, projection and composite: ${Math.round(1000 / whole)} frames/s`,
  );
}
