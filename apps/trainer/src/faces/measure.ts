import type { Dataset } from "@fdhm/datasets";
import { nme, type FaceError } from "@fdhm/eval";
import type { FaceAligner } from "@fdhm/runtime-web";

/** What came out for a face of a data set. */
export interface MeasuredFace extends FaceError {
  /** 68 xyz triples in picture px; null where the aligner gave none. */
  readonly landmarks: Float32Array | null;
  /** 68 xyz triples in picture px, as the data set has them. */
  readonly truth: Float32Array;
}

/**
 * Aligns every face of a data set from its box and measures the error. A face that the aligner refuses, such as one for
 * which a network gives no sensible points, is counted as missed and named on the standard error stream.
 *
 * @param onProgress - called with the number of faces done.
 * @returns the faces in the order of the data set.
 * @throws RangeError where the data set itself is at fault.
 */
export async function measure(
  aligner: FaceAligner,
  dataset: Dataset,
  onProgress: (done: number) => void = () => undefined,
): Promise<MeasuredFace[]> {
  const faces: MeasuredFace[] = [];
  for await (const { name, readPicture, landmarks, box, pose } of dataset) {
    const picture = await readPicture();
    const found = await aligner.align(picture, box).catch((error: unknown) => {
      process.stderr.write(`${name}: ${(error as Error).message}\n`);
      return null;
    });
    faces.push({
      name,
      landmarks: found && found.landmarks,
      truth: landmarks,
      nme: found && nme(found.landmarks, landmarks),
      yaw: pose?.yaw,
    });
    onProgress(faces.length);
  }
  return faces;
}
