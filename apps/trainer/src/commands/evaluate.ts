import { basename } from "node:path";
import { expected } from "@fdhm/errors";
import { FaceAligner } from "@fdhm/runtime-web";
import { modelFile } from "../faces/model-file.ts";
import { openSource } from "../faces/open-source.ts";
import { parseSet } from "../faces/parse-set.ts";
import { measure, type MeasuredFace } from "../faces/measure.ts";
import { writeMeasures } from "../report/write-measures.ts";
import { startProgress } from "../run/progress.ts";
import { writeAtomically } from "../run/write-atomically.ts";
import { evaluateScore } from "./evaluate-score.ts";

/** What `evaluate` is asked for. */
export interface EvaluateOptions {
  /** ONNX file. */
  readonly model: string;
  /** What `parseSet` reads. */
  readonly data: string;
  /** Where the CED plot goes. */
  readonly plot?: string;
  /** Where the predictions go. */
  readonly output?: string;
  /** Whether the face score is measured as well. */
  readonly score?: boolean;
  /** Where the drawing of the score's worst errors goes. */
  readonly sheet?: string;
}

/** Predictions as other tools score them: 68 `[x, y]` in picture px by the face's name. */
function predictions(model: string, faces: readonly MeasuredFace[]): string {
  const points = (landmarks: Float32Array) =>
    Array.from({ length: landmarks.length / 3 }, (_, k) => [
      landmarks[3 * k]!,
      landmarks[3 * k + 1]!,
    ]);
  return JSON.stringify({
    peer: basename(model),
    official: Object.fromEntries(
      faces.map(({ name, landmarks }) => [
        name,
        landmarks && points(landmarks),
      ]),
    ),
  });
}

/**
 * Measures a model on a set of labelled faces and prints the table, and the score's where it is asked for.
 *
 * @throws RangeError where an option, the set or the model is at fault.
 */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  if (options.sheet !== undefined && options.score !== true)
    throw expected("--score with it", "--sheet", options.sheet);
  const dataset = await openSource(await parseSet(options.data));
  const aligner = await FaceAligner.load(modelFile(options.model));
  try {
    const progress = startProgress("Measuring", dataset.length, "faces");
    const faces = await measure(aligner, dataset, (done) =>
      progress.update(done),
    );
    progress.stop();
    if (options.output !== undefined)
      await writeAtomically(options.output, predictions(options.model, faces));
    process.stdout.write(
      await writeMeasures(basename(options.model), faces, options.plot),
    );
    if (options.score === true)
      process.stdout.write(
        `\n${await evaluateScore(aligner, dataset, options.sheet)}`,
      );
  } finally {
    await aligner.dispose();
  }
}
