import type { Box } from "@fdhm/landmarks";
import { createDataset, type Dataset } from "../dataset.ts";
import { readPicture } from "../formats/picture-file.ts";
import type { HeadPose } from "../sample.ts";

/** A face whose label has been read and whose picture lies on disk; the fields are those of a `Sample`. */
export interface LabelledFace {
  /** Unique within the set. */
  readonly name: string;
  /** Path of the picture. */
  readonly picture: string;
  /** Reads the mask, where the set has one. */
  readonly readMask?: () => Promise<Uint8Array>;
  /** xyz triples in picture px. */
  readonly landmarks: Float32Array;
  /** Face box in picture px. */
  readonly box: Box;
  /** Head pose, where known. */
  readonly pose?: HeadPose;
  /** A number a landmark, where known. */
  readonly visibility?: Float32Array;
  /** The 234 parameters, where known. */
  readonly parameters?: Float32Array;
}

/**
 * A data set of faces whose labels are in memory. Each sample gets copies, which the caller may change.
 *
 * @param split - see `Dataset`.
 */
export function labelledFaces(
  name: string,
  faces: readonly LabelledFace[],
  split?: string,
): Dataset {
  const read = async (index: number) => {
    const { picture, landmarks, visibility, parameters, ...rest } =
      faces[index]!;
    return {
      ...rest,
      readPicture: () => readPicture(picture),
      landmarks: landmarks.slice(),
      ...(visibility && { visibility: visibility.slice() }),
      ...(parameters && { parameters: parameters.slice() }),
    };
  };
  return createDataset(name, faces.length, read, split);
}
