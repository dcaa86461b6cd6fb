// Times the drawing of faces: pictures a second of processor time at 128 px (or another size).
//
//   npm run build && node packages/datasets/scripts/bench-rendered.mjs [SIZE]
import { argv, cpuUsage, stdout } from "node:process";
import { openRenderedFaces } from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";

const PICTURES = 300;
const size = Number(argv[2] ?? 128);
const model = await loadOpenFace();
const dataset = openRenderedFaces({ model, count: PICTURES, seed: 1, size });
for (let i = 0; i < 30; i++) await dataset.sample(i);
const start = cpuUsage();
for (let i = 0; i < PICTURES; i++) await dataset.sample(i);
const seconds = cpuUsage(start).user / 1e6;
stdout.write(
  `${(PICTURES / seconds).toFixed(1)} pictures/s at ${size} px, ${model.vertexCount} vertices\n`,
);
