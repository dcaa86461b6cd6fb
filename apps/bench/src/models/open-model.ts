import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { expected } from "@fdhm/errors";
import { methodOf } from "../methods/known-methods.ts";
import { KNOWN_PEERS } from "../peers/known-peers.ts";
import { RUNTIMES, type RuntimeName } from "../runtimes/runtime.ts";
import { countParameters } from "./count-parameters.ts";
import type { LandmarkModel } from "./landmark-model.ts";
import { ourModel } from "./our-model.ts";

/** A model in memory. */
export interface OpenModel extends LandmarkModel {
  /** Path of its file. */
  readonly path: string;
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** Numbers in its weights. */
  readonly parameters: number;
  /** Run times that can run it. */
  readonly runsIn: readonly RuntimeName[];
}

/**
 * Reads a model: by the ending of its file a method in JavaScript, by its name a peer that has an adapter, else one of ours.
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
  const method = methodOf(path)?.open(bytes, path);
  if (method) return { ...method, path, bytes, runsIn: ["javascript"] };
  const parameters = countParameters(bytes, path);
  const peer = KNOWN_PEERS.find(({ file }) => file === basename(path));
  const model = peer ?? ourModel(bytes, path);
  return { ...model, path, bytes, parameters, runsIn: RUNTIMES };
}
