import type { Decoding, Normalisation } from "@fdhm/landmarks";
import type { MeanFace } from "@fdhm/morphable-model";

/** Bytes become -1 to 1. */
const NORMALISATION: Normalisation = {
  mean: [127.5, 127.5, 127.5],
  deviation: [127.5, 127.5, 127.5],
};

/** The record that goes into a model file, for a network trained on the protocol's crops. */
export function decodingOf(
  network: string,
  inputSize: number,
  { landmarks, normals }: MeanFace,
): Decoding {
  return {
    format: "fdhm",
    version: 1,
    network,
    landmarks: "ibug68",
    inputSize,
    boxScale: Math.SQRT2,
    boxShift: [0, 0],
    normalisation: NORMALISATION,
    meanFace: Array.from(landmarks),
    meanNormals: Array.from(normals),
  };
}
