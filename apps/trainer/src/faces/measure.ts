import type { Dataset } from "@fdhm/datasets";
import { nme, type FaceError } from "@fdhm/eval";
import type { FaceAligner } from "@fdhm/runtime-web";

/** What came out for a face of a data set. */
export interface MeasuredFace extends FaceError {
  /** 68 xyz triples in picture px; null where the aligner gave none. */
  readonly landmarks: Float32Array | null;
}

/**
 * Aligns every face of a data set from its box and measures the error.
 *
 * @param onProgress - called with the number of faces done.
 * @throws RangeError where the data set itself is at fault.
 */
export async function measure(
  aligner: FaceAligner,
  dataset: Dataset,
  onProgress: (done: number) => void = () => undefined,
): Promise<MeasuredFace[]> {
  const faces: MeasuredFace[] = [];
  for await (const { name, picture, landmarks, box, pose } of dataset) {
    const aligned = await aligner.align(picture, box);
    faces.push({
      name,
      landmarks: aligned.landmarks,
      nme: nme(aligned.landmarks, landmarks),
      yaw: pose?.yaw,
    });
    onProgress(faces.length);
  }
  return faces;
}
