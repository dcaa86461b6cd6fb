import { expected } from "@fdhm/errors";
import { tightBox } from "@fdhm/landmarks";
import { createDataset, type Dataset } from "../dataset.ts";
import { packedLandmarks, packedPose } from "../pack/face-pack.ts";
import { datasetOfPack, type PackedDataset } from "../pack/packed-dataset.ts";
import type { HeadPose } from "../sample.ts";
import type { LabelConvention } from "./label-convention.ts";
import { moveLandmarks } from "./move-landmarks.ts";

/**
 * A data set whose landmarks are where another convention has them, and whose boxes are the tight ones of these. A pack stays
 * a pack, over the same pictures.
 *
 * A face without pose or depth is refused by its name, a pack's at once, another's when it is read: both are needed to tell
 * where an offset on the head points. `prepare refit` gives flat labels both.
 *
 * @throws RangeError where a pack holds such a face.
 */
export function withConvention(
  dataset: Dataset,
  convention: LabelConvention,
): Dataset {
  if ("pack" in dataset)
    return packInConvention(dataset as PackedDataset, convention);
  return createDataset(
    `${dataset.name} as ${convention.name}`,
    dataset.length,
    async (index) => {
      const sample = await dataset.sample(index);
      const { name, pose } = sample;
      const landmarks = move(name, sample.landmarks, pose, convention);
      return { ...sample, landmarks, box: tightBox(landmarks) };
    },
    dataset.split,
  );
}

function packInConvention(
  { pack }: PackedDataset,
  convention: LabelConvention,
): PackedDataset {
  const landmarks = new Float32Array(
    new SharedArrayBuffer(pack.landmarks.byteLength),
  );
  for (let index = 0; index < pack.count; index++) {
    const [pitch, yaw, roll] = packedPose(pack, index) as unknown as [
      number,
      number,
      number,
    ];
    const moved = move(
      `${pack.name}/${pack.names[index]!}`,
      packedLandmarks(pack, index),
      Number.isNaN(pitch) ? undefined : { pitch, yaw, roll },
      convention,
    );
    landmarks.set(moved, index * moved.length);
  }
  return datasetOfPack({ ...pack, landmarks });
}

function move(
  face: string,
  landmarks: Float32Array,
  pose: HeadPose | undefined,
  convention: LabelConvention,
): Float32Array {
  const moved = pose && moveLandmarks(landmarks, pose, convention);
  if (moved === undefined || moved.some(Number.isNaN))
    throw expected(
      `a pose and the depth of all points, to move them to where ${convention.name} has them`,
      face,
      pose ? "points without depth" : "no pose",
    );
  return moved;
}
