import type { Dataset } from "@fdhm/datasets";
import { scoreTable } from "@fdhm/eval";
import type { FaceAligner } from "@fdhm/runtime-web";
import { measureScore, type CropKind } from "../faces/measure-score.ts";
import { drawScoreErrors } from "../report/draw-score-errors.ts";
import { startProgress } from "../run/progress.ts";
import { writeAtomically } from "../run/write-atomically.ts";

/** Crops on the sheet of errors. */
const DRAWN = 24;

/**
 * Measures how well a model's score tells the faces of a set from crops of the same pictures that hold none.
 *
 * @param sheet - where the drawing of the worst errors goes; none is written where it is left out.
 * @returns a table.
 */
export async function evaluateScore(
  aligner: FaceAligner,
  dataset: Dataset,
  sheet: string | undefined,
): Promise<string> {
  const progress = startProgress("Scoring", dataset.length, "faces");
  const crops = await measureScore(aligner, dataset, (done) =>
    progress.update(done),
  );
  progress.stop();
  if (sheet !== undefined)
    await writeAtomically(sheet, await drawScoreErrors(crops, DRAWN));
  const of = (wanted: CropKind) =>
    crops.filter(({ kind }) => kind === wanted).map(({ score }) => score);
  return scoreTable(of("face"), [
    { name: "backgrounds", scores: of("background") },
    { name: "half faces", scores: of("half face") },
    { name: "no faces", scores: of("no face") },
  ]);
}
