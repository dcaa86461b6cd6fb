/**
 * Times a 640 x 480 RGBA frame and a box to image points in onnxruntime-web and in onnxruntime-node, in turn, one thread
 * each, and says by how much their landmarks differ.
 *
 *   npm install --no-save onnxruntime-node@1.30.0
 *   npx nx build @fdhm/runtime-web && node packages/runtime-web/scripts/measure-runtimes.mjs MODEL.onnx [ROUNDS]
 */
import { readFileSync } from "node:fs";
import { FaceAligner } from "@fdhm/runtime-web";

const [, , model, rounds = 1000] = process.argv;
const bytes = readFileSync(model);
const width = 640;
const height = 480;
const data = new Uint8Array(4 * width * height).map(
  (_, i) => (i * 2654435761) >>> 24,
);
const frame = { data, width, height, channels: 4 };
const aligners = [];
for (const runtime of ["onnxruntime-web", "onnxruntime-node"]) {
  const began = performance.now();
  const aligner = await FaceAligner.load(bytes, { runtime });
  const box = { x: 230, y: 150, width: 180, height: 180 };
  await aligner.align(frame, box);
  const first = performance.now() - began;
  console.log(`${runtime}: first result ${first.toFixed(0)} ms after load()`);
  aligners.push({ aligner, times: [] });
}

let off = 0;
for (let i = 0; i < Number(rounds); i++) {
  const edge = 100 + (i % 200);
  const box = { x: 200, y: 120, width: edge, height: edge };
  const found = [];
  for (const { aligner, times } of aligners) {
    const began = performance.now();
    found.push((await aligner.align(frame, box)).landmarks);
    times.push(performance.now() - began);
  }
  found[0].forEach((value, k) => {
    off = Math.max(off, Math.abs(value - found[1][k]));
  });
}
for (const { aligner, times } of aligners) {
  times.sort((a, b) => a - b);
  const [best, median] = [0.05, 0.5].map(
    (q) => times[Math.floor(times.length * q)],
  );
  console.log(
    `${aligner.runtime}: median ${median.toFixed(2)} ms, 5 % under ${best.toFixed(2)} ms`,
  );
  await aligner.dispose();
}
console.log(`landmarks differ by ${off.toExponential(1)} px at most`);
