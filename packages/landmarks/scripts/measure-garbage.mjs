/**
 * Says how many bytes of garbage a crop leaves in steady state: the heap's growth over 10,000 crops between which nothing is
 * collected, and whether it is flat once all is.
 *
 *   npx nx build @fdhm/landmarks && node --expose-gc packages/landmarks/scripts/measure-garbage.mjs
 */
/* global gc */
import { protocolWindow, sampleCrop } from "../dist/index.js";

const CROPS = 10_000;
const width = 640;
const height = 480;
const data = new Uint8Array(4 * width * height).map((_, i) => i * 7919);
const picture = { data, width, height, channels: 4 };
const grey = { mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] };
const out = new Float32Array(3 * 128 * 128);

function crop(window, times) {
  for (let i = 0; i < times; i++)
    sampleCrop(picture, window, 128, grey, "nchw", out);
}

for (const edge of [100, 200, 400])
  for (const roll of [0, 0.3]) {
    const box = { x: 150, y: 60, width: edge, height: edge };
    const window = { ...protocolWindow(box), roll };
    // Until the compiler has settled.
    crop(window, 10_000);
    gc();
    const before = process.memoryUsage().heapUsed;
    crop(window, CROPS);
    const grown = process.memoryUsage().heapUsed - before;
    gc();
    const left = process.memoryUsage().heapUsed - before;
    console.log(
      `${edge} px box, ${roll === 0 ? "upright" : "turned"}: ${(grown / CROPS).toFixed(2)} bytes a crop, ${left} bytes left of ${CROPS}`,
    );
  }
