import type { LandmarkModel } from "../models/landmark-model.ts";
import type { Outputs } from "../runtimes/runtime.ts";

/** A method that is no network, read from its file. */
export interface OpenMethod extends LandmarkModel {
  /** Numbers in its weights. */
  readonly parameters: number;
  /**
   * Finds landmarks in a crop.
   *
   * @param crop - `3 * inputSize * inputSize` numbers, plane after plane, normalised as the method wants them.
   * @returns what `decode` reads.
   */
  run(crop: Float32Array): Outputs;
}

/** An adapter: a method in JavaScript by the ending of its files. */
export interface JavaScriptMethod {
  /** As `.sdm`. */
  readonly ending: string;
  /**
   * Reads a file.
   *
   * @throws RangeError naming the file where it is none of the method.
   */
  open(bytes: Uint8Array, file: string): OpenMethod;
}
