/**
 * Draws a model's landmarks (green) over the true ones (orange) on faces turned by 0, 30, 60 and 90 degrees, a row each: in six columns the faces next to
 * the row's median error, and in the last two its worst.
 *
 *   node apps/trainer/scripts/draw-by-yaw.mjs MODEL SET OUT.png
 *
 * MODEL and SET are as for `evaluate`, such as fast-dhm and rendered:600.
 */
import { writeFile } from "node:fs/promises";
import { FaceAligner } from "@fdhm/runtime-web";
import { measure } from "../dist/faces/measure.js";
import { modelFile } from "../dist/faces/model-file.js";
import { openSource } from "../dist/faces/open-source.js";
import { parseSet } from "../dist/faces/parse-set.js";
import { drawComparison } from "../dist/report/draw-comparison.js";
import { drawSheet } from "../dist/report/draw-sheet.js";

const ROWS = [0, 30, 60, 90];
const TYPICAL = 6;
const WORST = 2;
/** Degrees that a face may be off its row's. */
const REACH = 10;

const [model, set, out] = process.argv.slice(2);
const dataset = await openSource(await parseSet(set));
const aligner = await FaceAligner.load(modelFile(model));
const faces = await measure(aligner, dataset);
await aligner.dispose();

const cells = [];
for (const row of ROWS) {
  const ranked = faces
    .map(({ nme, yaw }, index) => ({ index, nme, yaw }))
    .filter(
      ({ nme, yaw }) =>
        nme !== null &&
        Math.abs((Math.abs(yaw) * 180) / Math.PI - row) <= REACH,
    )
    .sort((a, b) => a.nme - b.nme);
  if (ranked.length < TYPICAL + WORST)
    throw new RangeError(
      `Expected ${TYPICAL + WORST} faces about ${row} degrees for SET but received ${ranked.length} (${set})`,
    );
  const middle = Math.floor((ranked.length - TYPICAL) / 2);
  const chosen = [
    ...ranked.slice(middle, middle + TYPICAL),
    ...ranked.slice(-WORST),
  ];
  process.stdout.write(
    `${row} degrees: ${chosen.map(({ nme }) => (100 * nme).toFixed(1)).join(" ")} %\n`,
  );
  for (const { index } of chosen) {
    const { readPicture, landmarks, box } = await dataset.sample(index);
    cells.push(
      await drawComparison(
        await readPicture(),
        box,
        faces[index].landmarks,
        landmarks,
      ),
    );
  }
}
await writeFile(out, await drawSheet(cells, TYPICAL + WORST));
