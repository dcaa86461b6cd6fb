/**
 * Times a 640 x 480 RGBA frame and a box to image points, and beside it, interleaved in one run, the crop and the network
 * alone; then says what 10,000 frames and 100 times loading and disposing leave in memory. One thread, of WebAssembly or of
 * onnxruntime-node.
 *
 *   npx nx build @fdhm/runtime-web && node --expose-gc packages/runtime-web/scripts/measure-stage.mjs MODEL.onnx [RUNTIME]
 */
/* global gc */
import { readFileSync } from "node:fs";
import { protocolWindow, sampleCrop } from "@fdhm/landmarks";
import { FaceAligner } from "@fdhm/runtime-web";
import { Network } from "../dist/network.js";
import { runtimeLoader } from "../dist/runtime/runtime-loader.js";

const [, , model, runtime = "onnxruntime-web"] = process.argv;
const bytes = readFileSync(model);
const width = 640;
const height = 480;
const data = new Uint8Array(4 * width * height).map(
  (_, i) => (i * 2654435761) >>> 24,
);
const frame = { data, width, height, channels: 4 };
const aligner = await FaceAligner.load(bytes, { runtime });
const network = await Network.load(
  { bytes, file: undefined },
  runtimeLoader(runtime),
);
const { inputSize, normalisation } = network.decoding;
const input = new Float32Array(3 * inputSize ** 2);
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

for (const edge of [150, 180, 260, 400])
  for (const roll of [0, 0.3]) {
    const box = {
      x: (width - edge) / 2,
      y: (height - edge) / 2,
      width: edge,
      height: edge,
    };
    const window = { ...protocolWindow(box), roll };
    const ways = {
      stage: () => aligner.align(frame, box, { roll }),
      network: () => network.run(input),
      crop: () =>
        sampleCrop(frame, window, inputSize, normalisation, "nchw", input),
    };
    const times = { stage: [], network: [], crop: [] };
    for (let i = 0; i < 200; i++)
      for (const [name, way] of Object.entries(ways)) {
        const began = performance.now();
        await way();
        times[name].push(performance.now() - began);
      }
    const [stage, net, crop] = [times.stage, times.network, times.crop].map(
      median,
    );
    console.log(
      `${edge} px box, ${roll === 0 ? "upright" : "turned"}: stage ${stage.toFixed(2)} ms, network ${net.toFixed(2)} ms, crop ${crop.toFixed(3)} ms, ${((100 * crop) / stage).toFixed(1)} % of the stage`,
    );
  }

const megabytes = () => {
  gc();
  const { rss, heapUsed } = process.memoryUsage();
  return `RSS ${(rss / 2 ** 20).toFixed(1)} MB, heap ${(heapUsed / 2 ** 20).toFixed(1)} MB`;
};
const box = { x: 230, y: 150, width: 180, height: 180 };
console.log(`before frames: ${megabytes()}`);
for (let i = 1; i <= 10_000; i++) {
  await aligner.align(frame, box);
  if (i % 2500 === 0) console.log(`after ${i} frames: ${megabytes()}`);
}
for (let i = 1; i <= 100; i++) {
  const other = await FaceAligner.load(bytes, { runtime });
  await other.align(frame, box);
  await other.dispose();
  if (i % 25 === 0)
    console.log(`after loading and disposing ${i} times: ${megabytes()}`);
}
await network.release();
await aligner.dispose();
