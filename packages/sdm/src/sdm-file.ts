import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import {
  readSafetensors,
  writeSafetensors,
  type NamedTensor,
} from "@fdhm/networks/safetensors";
import { DESCRIPTOR_LENGTH } from "./describe-point.ts";
import { keptOf, type SdmStage } from "./sdm-stage.ts";
import { Sdm } from "./sdm.ts";

const FORMAT = "fdhm-sdm";
const VERSION = "1";

/**
 * Writes a cascade as a safetensors file (https://huggingface.co/docs/safetensors) with the metadata `format: "fdhm-sdm"`, `version: "1"`, the crop's edge
 * `size` and the stages' `cells` in px, by commas; its tensors are `mean_face` [68, 3], and for each stage from 0 `stage.0.projection` [68, kept, 128] and
 * `stage.0.regression` [68 kept + 1, 68, 3].
 */
export function writeSdm({ weights }: Sdm): Uint8Array {
  const { size, meanFace, stages } = weights;
  const tensors: NamedTensor[] = [
    { name: "mean_face", shape: [LANDMARK_COUNT, 3], data: meanFace },
  ];
  for (const [i, stage] of stages.entries()) {
    const kept = keptOf(stage);
    tensors.push(
      {
        name: `stage.${i}.projection`,
        shape: [LANDMARK_COUNT, kept, DESCRIPTOR_LENGTH],
        data: stage.projection,
      },
      {
        name: `stage.${i}.regression`,
        shape: [LANDMARK_COUNT * kept + 1, LANDMARK_COUNT, 3],
        data: stage.regression,
      },
    );
  }
  const cells = stages.map(({ cell }) => cell).join();
  return writeSafetensors({
    tensors,
    metadata: { format: FORMAT, version: VERSION, size: String(size), cells },
  });
}

/**
 * Reads a cascade.
 *
 * @param bytes - the whole file.
 * @param file - its name, for errors.
 * @throws RangeError naming the file, and what in it is at fault: a file that is cut or of another format, a tensor that is missing, of another length or
 *   with a number that is not finite.
 */
export function readSdm(bytes: Uint8Array, file?: string): Sdm {
  const { tensors, metadata } = readSafetensors(bytes, file);
  for (const [key, value] of [
    ["format", FORMAT],
    ["version", VERSION],
  ] as const)
    if (metadata[key] !== value)
      throw expected(`"${value}"`, `${key} of the file`, metadata[key], {
        file,
      });
  const left = new Map(tensors.map(({ name, data }) => [name, data]));
  const take = (name: string) => {
    const data = left.get(name);
    if (data === undefined) throw expected("a tensor", name, "none", { file });
    left.delete(name);
    return data;
  };
  const meanFace = take("mean_face");
  const stages = numbers(metadata["cells"] ?? "").map((cell, i): SdmStage => ({
    cell,
    projection: take(`stage.${i}.projection`),
    regression: take(`stage.${i}.regression`),
  }));
  if (left.size > 0)
    throw expected("no more tensors", "file", [...left.keys()], { file });
  return new Sdm({ size: Number(metadata["size"]), meanFace, stages }, file);
}

function numbers(text: string): number[] {
  return text === "" ? [] : text.split(",").map(Number);
}
