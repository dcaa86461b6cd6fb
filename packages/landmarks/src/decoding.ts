import { expected } from "@fdhm/errors";
import type { Normalisation } from "./normalisation.ts";
import { LANDMARK_COUNT } from "./scheme.ts";

/** Key of the entry in an ONNX file's `metadata_props` under which the decoding stands. */
export const DECODING_KEY = "fdhm";

/** Everything needed to feed a network and to read its output: what a model file carries so that no two places can disagree. */
export interface Decoding {
  /** Always `"fdhm"`. */
  readonly format: "fdhm";
  /** Version of this record; other versions are refused. */
  readonly version: 1;
  /** Name of the network, for people. */
  readonly network: string;
  /** Landmark scheme: the 68 points of iBUG. */
  readonly landmarks: "ibug68";
  /** Edge of the square input in px. */
  readonly inputSize: number;
  /** Side of the crop window as a multiple of the face box's longer edge. */
  readonly boxScale: number;
  /** `[x, y]` from the centre of the face box to that of the window, in longer edges. */
  readonly boxShift: readonly [number, number];
  /** How bytes become input. */
  readonly normalisation: Normalisation;
  /** The mean face, frontal, as 68 xyz triples in fractions of the window's side from its centre (x right, y down, z to the camera). */
  readonly meanFace: readonly number[];
  /** Outward surface normals at the mean face's landmarks: 68 unit xyz triples, axes as `meanFace`. */
  readonly meanNormals: readonly number[];
}

/** Writes the record as the JSON text that goes into a model file. */
export function stringifyDecoding(decoding: Decoding): string {
  return JSON.stringify(decoding);
}

/**
 * Reads the record from a model file's metadata.
 *
 * @param json - text of the entry {@link DECODING_KEY}.
 * @param file - name of the model file, for errors.
 * @throws RangeError that names the field at fault.
 */
export function parseDecoding(json: string, file?: string): Decoding {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw expected("JSON", "model metadata", json, { file, cause });
  }
  if (typeof value !== "object" || value === null)
    throw expected("an object", "model metadata", value, { file });
  const record = value as Record<string, unknown>;
  const refuse = (what: string, field: string) =>
    expected(what, `${field} of the model metadata`, record[field], { file });
  const finite = (list: unknown, length: number): list is number[] =>
    Array.isArray(list) &&
    list.length === length &&
    list.every(Number.isFinite);
  if (record["format"] !== "fdhm") throw refuse('"fdhm"', "format");
  if (record["version"] !== 1) throw refuse("version 1", "version");
  if (typeof record["network"] !== "string") throw refuse("a name", "network");
  if (record["landmarks"] !== "ibug68") throw refuse('"ibug68"', "landmarks");
  const size = record["inputSize"];
  if (!Number.isInteger(size) || (size as number) < 8)
    throw refuse("a whole number of at least 8", "inputSize");
  const scale = record["boxScale"];
  if (!Number.isFinite(scale) || (scale as number) <= 0)
    throw refuse("a positive number", "boxScale");
  if (!finite(record["boxShift"], 2)) throw refuse("two numbers", "boxShift");
  const normalisation = record["normalisation"] as
    Partial<Normalisation> | undefined;
  if (
    !finite(normalisation?.mean, 3) ||
    !finite(normalisation?.deviation, 3) ||
    normalisation.deviation.some((deviation) => deviation <= 0)
  )
    throw refuse("three means and three positive deviations", "normalisation");
  for (const field of ["meanFace", "meanNormals"])
    if (!finite(record[field], 3 * LANDMARK_COUNT))
      throw refuse(`${3 * LANDMARK_COUNT} numbers`, field);
  return value as Decoding;
}
