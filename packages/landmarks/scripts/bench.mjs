/**
 * Times the crop of an upright and of a turned window by the SIMD kernels and by JavaScript alone, in turn, in one run.
 *
 *   npx nx build @fdhm/landmarks && node packages/landmarks/scripts/bench.mjs
 */
import { protocolWindow, sampleCrop } from "../dist/index.js";
import { sampleTurned } from "../dist/sample-turned.js";
import { sampleUpright } from "../dist/sample-upright.js";

const width = 640;
const height = 480;
const data = new Uint8Array(width * height * 4).map(
  (_, i) => (i * 2654435761) >>> 24,
);
const picture = { data, width, height, channels: 4 };
const grey = { mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] };
const SIZE = 128;
const out = new Float32Array(3 * SIZE * SIZE);
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

for (const edge of [80, 150, 180, 260, 400])
  for (const roll of [0, 0.3]) {
    const box = { x: 320 - edge / 2, y: 240 - edge / 2 };
    const window = {
      ...protocolWindow({ ...box, width: edge, height: edge }),
      roll,
    };
    const taps = Math.min(4, Math.max(1, Math.round(window.side / SIZE)));
    const plain = roll === 0 ? sampleUpright : sampleTurned;
    const ways = {
      simd: () => sampleCrop(picture, window, SIZE, grey, "nchw", out),
      plain: () => plain(picture, window, SIZE, taps, grey, 1, SIZE ** 2, out),
    };
    const times = { simd: [], plain: [] };
    for (let i = 0; i < 200; i++)
      for (const [name, way] of Object.entries(ways)) {
        const began = performance.now();
        way();
        times[name].push(performance.now() - began);
      }
    const [a, b] = [median(times.simd), median(times.plain)];
    console.log(
      `${edge} px box at ${SIZE} px, ${roll === 0 ? "upright" : "turned"}: SIMD ${a.toFixed(3)} ms, JavaScript ${b.toFixed(3)} ms, ratio ${(a / b).toFixed(2)}`,
    );
  }
