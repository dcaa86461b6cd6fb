// Times the drawing of faces: pictures a second of processor time at 128 px (or another size), before painted backgrounds or
// before the photographs of a folder.
//
//   npm run build && node packages/datasets/scripts/bench-rendered.mjs [SIZE [COUNT [FOLDER]]]
import { argv, cpuUsage, stdout } from "node:process";
import { openRenderedFaces } from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";

const [size = 128, count = 300] = argv.slice(2, 4).map(Number);
const backgrounds = argv[4];
const WARM_UP = 30;
const model = await loadOpenFace();
const dataset = openRenderedFaces({
  model,
  count: WARM_UP + count,
  seed: 1,
  size,
  ...(backgrounds && { backgrounds }),
});
async function draw(first, end) {
  for (let i = first; i < end; i++)
    await (await dataset.sample(i)).readPicture();
}
await draw(0, WARM_UP);
const start = cpuUsage();
await draw(WARM_UP, WARM_UP + count);
const seconds = cpuUsage(start).user / 1e6;
stdout.write(
  `${(count / seconds).toFixed(1)} pictures/s at ${size} px, ${model.vertexCount} vertices\n`,
);
