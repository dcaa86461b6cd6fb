import { basename } from "node:path";
import { expected } from "@fdhm/errors";
import { DECODING_KEY, LANDMARK_COUNT, parseDecoding } from "@fdhm/landmarks";
import { readMetadata } from "@fdhm/runtime-web";
import type { LandmarkModel } from "./landmark-model.ts";

/**
 * A model of ours, which carries in its file how it is fed and read.
 *
 * @param bytes - the whole file.
 * @param file - its path; its name without `.onnx` is the model's.
 * @throws RangeError where it is no ONNX file or none of ours.
 */
export function ourModel(bytes: Uint8Array, file: string): LandmarkModel {
  const json = readMetadata(bytes, file).get(DECODING_KEY);
  if (json === undefined)
    throw expected(
      `an entry "${DECODING_KEY}", or the file name of a model that has an adapter,`,
      "metadata of the model",
      "none",
      { file },
    );
  const { inputSize, normalisation, boxScale, boxShift } = parseDecoding(
    json,
    file,
  );
  return {
    name: basename(file, ".onnx"),
    group: "ours",
    input: "image",
    inputSize,
    normalisation,
    order: "rgb",
    window: { base: "longer", scale: boxScale, shift: boxShift },
    absent: [],
    decode({ landmarks }, out) {
      if (landmarks?.length !== 3 * LANDMARK_COUNT)
        throw expected(
          `${3 * LANDMARK_COUNT} numbers`,
          'output "landmarks" of the model',
          landmarks ?? "none",
          { file },
        );
      out.set(landmarks);
    },
  };
}
