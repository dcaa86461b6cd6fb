import {
  fitConvention,
  writeConvention,
  type Dataset,
  type MarkedTwice,
} from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import { FaceAligner } from "@fdhm/runtime-web";
import { modelFile } from "../faces/model-file.ts";
import { openSource } from "../faces/open-source.ts";
import { parseSet } from "../faces/parse-set.ts";
import { startProgress } from "../run/progress.ts";
import { writeAtomically } from "../run/write-atomically.ts";

/** What `convention` is asked for. */
export interface ConventionOptions {
  /** ONNX file or a shipped model's name. */
  readonly model: string;
  /** What `parseSet` reads. */
  readonly data: string;
  /** Names the convention. */
  readonly name: string;
  /** Where the JSON goes. */
  readonly out: string;
}

/**
 * Measures how a set's labels depart, on the head, from what a model learned, and writes it for the key `convention` of a
 * source.
 *
 * @throws RangeError where an option, the set or the model is at fault, or a face has no pose.
 */
export async function convention(options: ConventionOptions): Promise<void> {
  const dataset = await openSource(await parseSet(options.data));
  const aligner = await FaceAligner.load(modelFile(options.model));
  try {
    const faces = await markTwice(aligner, dataset);
    const fitted = fitConvention(options.name, faces);
    await writeAtomically(options.out, writeConvention(fitted));
    process.stdout.write(
      `${options.name} from ${faces.length} faces of ${dataset.name}: landmarks lie ${(100 * meanLength(fitted.offsets)).toFixed(1)} % of a face apart, in ${options.out}\n`,
    );
  } finally {
    await aligner.dispose();
  }
}

async function markTwice(
  aligner: FaceAligner,
  dataset: Dataset,
): Promise<MarkedTwice[]> {
  const progress = startProgress("Aligning", dataset.length, "faces");
  const faces: MarkedTwice[] = [];
  try {
    for await (const { name, readPicture, landmarks, box, pose } of dataset) {
      if (pose === undefined) throw expected("a pose", name, "none");
      const found = await aligner.align(await readPicture(), box);
      faces.push({ name, ours: found.landmarks, theirs: landmarks, pose });
      progress.update(faces.length);
    }
  } finally {
    progress.stop();
  }
  return faces;
}

function meanLength(offsets: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < offsets.length; i += 3)
    sum += Math.hypot(offsets[i]!, offsets[i + 1]!, offsets[i + 2]!);
  return (3 * sum) / offsets.length;
}
