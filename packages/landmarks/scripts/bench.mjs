/**
 * Times the crop of an upright and of a turned window, in turn, in one run.
 *
 *   npx nx build @fdhm/landmarks && node packages/landmarks/scripts/bench.mjs
 */
import { protocolWindow, sampleCrop } from "../dist/index.js";

const width = 640;
const height = 480;
const data = new Uint8Array(width * height * 4).map(
  (_, i) => (i * 2654435761) >>> 24,
);
const picture = { data, width, height, channels: 4 };
const grey = { mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] };
const SIZE = 112;
const out = new Float32Array(3 * SIZE * SIZE);

for (const edge of [80, 180, 400]) {
  const upright = protocolWindow({ x: 100, y: 50, width: edge, height: edge });
  const windows = { upright, turned: { ...upright, roll: 1e-9 } };
  const times = { upright: [], turned: [] };
  for (let i = 0; i < 400; i++)
    for (const [name, window] of Object.entries(windows)) {
      const began = performance.now();
      sampleCrop(picture, window, SIZE, grey, "nchw", out);
      times[name].push(performance.now() - began);
    }
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  const [a, b] = [median(times.upright), median(times.turned)];
  console.log(
    `${edge} px box at ${SIZE} px: upright ${a.toFixed(3)} ms, turned ${b.toFixed(3)} ms, ratio ${(a / b).toFixed(2)}`,
  );
}
