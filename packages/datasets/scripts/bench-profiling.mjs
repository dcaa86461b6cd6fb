// Times face profiling: pictures a second of processor time, reading and encoding left out, at 288 px or other sizes.
//
//   npm run build && node packages/datasets/scripts/bench-profiling.mjs [SIZE ...]
import { argv, cpuUsage, stdout } from "node:process";
import { openProfiledFaces, openRenderedFaces } from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";

const FACES = 20;
const sizes = argv.length > 2 ? argv.slice(2).map(Number) : [256, 288, 450];
const model = await loadOpenFace();
const seconds = async (work) => {
  const start = cpuUsage();
  await work();
  return cpuUsage(start).user / 1e6;
};
for (const size of sizes) {
  const faces = openRenderedFaces({ model, count: FACES, seed: 1, size: 256 });
  for await (const { readPicture } of faces) await readPicture();
  let set;
  const opening = await seconds(async () => {
    set = await openProfiledFaces({ faces, model, seed: 1, size, accepted: 1 });
  });
  const drawing = await seconds(async () => {
    for await (const { readPicture } of set) await readPicture();
  });
  stdout.write(
    `${size} px: ${(set.length / drawing).toFixed(1)} pictures/s, after ${opening.toFixed(1)} s for ${faces.length} fits\n`,
  );
}
