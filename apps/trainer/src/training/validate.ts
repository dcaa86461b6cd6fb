import { createDataset, type Dataset, type Sample } from "@fdhm/datasets";
import { summarise, type Summary } from "@fdhm/eval";
import { FaceAligner } from "@fdhm/runtime-web";
import { measure } from "../faces/measure.ts";

/** A data set whose samples stay in memory: validation reads them again and again. */
export async function keepInMemory(dataset: Dataset): Promise<Dataset> {
  const samples: Sample[] = [];
  for await (const sample of dataset) {
    const picture = await sample.readPicture();
    samples.push({ ...sample, readPicture: async () => picture });
  }
  return createDataset(
    dataset.name,
    samples.length,
    async (index) => samples[index]!,
  );
}

/**
 * Measures a model file as its users will run it.
 *
 * @param model - bytes of an exported network.
 */
export async function validate(
  model: Uint8Array,
  datasets: readonly Dataset[],
): Promise<Summary> {
  const aligner = await FaceAligner.load(model);
  try {
    const faces = [];
    for (const [i, dataset] of datasets.entries())
      for (const face of await measure(aligner, dataset))
        // Two sets may call a face alike.
        faces.push({ ...face, name: `${i}/${face.name}` });
    return summarise(faces);
  } finally {
    await aligner.dispose();
  }
}
