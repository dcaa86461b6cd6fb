/**
 * What a label convention is worth before a network learns it: NME of a model whose answers are moved by shares of its offsets, on the head that it found.
 *
 *   node apps/trainer/scripts/measure-convention.mjs MODEL CONVENTION SET [SET...]
 *
 * MODEL and SET are as for `evaluate`; CONVENTION is aflw2000-3d or a file that `convention` wrote.
 */
import { moveLandmarks } from "@fdhm/datasets";
import { nme, summarise } from "@fdhm/eval";
import { FaceAligner } from "@fdhm/runtime-web";
import { modelFile } from "../dist/faces/model-file.js";
import { openConvention } from "../dist/faces/open-convention.js";
import { openSource } from "../dist/faces/open-source.js";
import { parseSet } from "../dist/faces/parse-set.js";

const SHARES = [0, 0.25, 0.5, 0.75, 1];

const [model, of, ...sets] = process.argv.slice(2);
const conventions = await Promise.all(
  SHARES.map((share) => openConvention({ of, share })),
);
const aligner = await FaceAligner.load(modelFile(model));
for (const set of sets) {
  const dataset = await openSource(await parseSet(set));
  const faces = SHARES.map(() => []);
  for await (const {
    name,
    readPicture,
    landmarks,
    box,
    pose: truth,
  } of dataset) {
    const found = await aligner.align(await readPicture(), box);
    for (const [i, convention] of conventions.entries())
      faces[i].push({
        name,
        yaw: truth?.yaw,
        nme: nme(
          moveLandmarks(found.landmarks, found.pose, convention),
          landmarks,
        ),
      });
  }
  for (const [i, share] of SHARES.entries()) {
    const { bins, meanOfBins, mean } = summarise(faces[i]);
    const cells = [...bins.map((bin) => bin?.mean), meanOfBins?.mean, mean];
    const row = cells.map((v) => (v == null ? "–" : (100 * v).toFixed(2)));
    process.stdout.write(`${set} share ${share}: ${row.join(" / ")}\n`);
  }
}
await aligner.dispose();
