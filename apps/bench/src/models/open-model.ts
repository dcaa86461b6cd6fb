import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { expected } from "@fdhm/errors";
import { KNOWN_PEERS } from "../peers/known-peers.ts";
import { countParameters } from "./count-parameters.ts";
import type { LandmarkModel } from "./landmark-model.ts";
import { ourModel } from "./our-model.ts";

/** A model in memory. */
export interface OpenModel extends LandmarkModel {
  /** Path of its ONNX file. */
  readonly path: string;
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** Numbers in its weights. */
  readonly parameters: number;
}

/**
 * Reads a model: by the name of its file one that has an adapter, else one of ours.
 *
 * @throws RangeError naming the file where it cannot be read, is cut, or is neither.
 */
export async function openModel(path: string): Promise<OpenModel> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw expected("a file that can be read", "model", cause, {
      file: path,
      cause,
    });
  });
  const parameters = countParameters(bytes, path);
  const peer = KNOWN_PEERS.find(({ file }) => file === basename(path));
  return { ...(peer ?? ourModel(bytes, path)), path, bytes, parameters };
}
