import type { Dataset } from "@fdhm/datasets";
import { summarise } from "@fdhm/eval";
import { FaceAligner } from "@fdhm/runtime-web";
import type { RunConfig } from "../config/schema.ts";
import { measure } from "../faces/measure.ts";
import { drawLandmarks } from "../report/draw-landmarks.ts";
import { drawSheet } from "../report/draw-sheet.ts";
import { writeMeasures } from "../report/write-measures.ts";
import { writeRunReport } from "../report/write-report.ts";
import { startProgress } from "../run/progress.ts";
import type { RunDirectory } from "../run/run-directory.ts";
import { writeAtomically } from "../run/write-atomically.ts";

/** Faces on the drawing. */
const DRAWN = 12;
const COLUMNS = 4;

/** Writes what a finished run is for: the model, its errors, plots, drawings of faces it never saw, and the report of it all. */
export async function finishRun({
  run,
  config,
  test,
  model,
}: {
  run: RunDirectory;
  config: RunConfig;
  test: Dataset;
  model: Uint8Array;
}): Promise<void> {
  await writeAtomically(run.file("model.onnx"), model);
  const aligner = await FaceAligner.load(model);
  try {
    const progress = startProgress("Measuring", test.length, "faces");
    const faces = await measure(aligner, test, (done) => progress.update(done));
    progress.stop();
    const table = await writeMeasures(
      "model.onnx",
      faces,
      run.file("plots", "ced.svg"),
    );
    await writeAtomically(run.file("errors.txt"), table);
    await writeAtomically(
      run.file("plots", "faces.png"),
      await drawFaces(aligner, test),
    );
    await writeRunReport({
      folder: run.path,
      config,
      step: config.training.steps,
      measured: {
        ...{ dataset: test, faces },
        decoding: aligner.decoding,
        bytes: model.length,
      },
    });
    // The last of them: where it is, a sweep has nothing left to do for this run.
    await writeAtomically(
      run.file("errors.json"),
      `${JSON.stringify(summarise(faces), null, 2)}\n`,
    );
    process.stdout.write(
      `\nErrors on ${test.name}, ${test.length} faces that were not trained on:\n\n${table}\n` +
        [
          ["model", `model.onnx (${Math.ceil(model.length / 1000)} kB)`],
          ["table", "errors.txt"],
          ["curve", "plots/ced.svg"],
          ["faces", "plots/faces.png"],
          ["report", "report.html"],
        ]
          .map(([what, file]) => `${what!.padEnd(6)}  ${run.file(file!)}\n`)
          .join(""),
    );
  } finally {
    await aligner.dispose();
  }
}

/** Draws faces spread evenly over a data set, in order of their yaw where it is known. */
async function drawFaces(
  aligner: FaceAligner,
  dataset: Dataset,
): Promise<Buffer> {
  const count = Math.min(DRAWN, dataset.length);
  const samples = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      dataset.sample(Math.floor((i * dataset.length) / count)),
    ),
  );
  samples.sort((a, b) => (a.pose?.yaw ?? 0) - (b.pose?.yaw ?? 0));
  const cells: Buffer[] = [];
  for (const { readPicture, box } of samples) {
    const picture = await readPicture();
    const face = await aligner.align(picture, box);
    cells.push(await drawLandmarks(picture, [face]));
  }
  return drawSheet(cells, COLUMNS);
}
