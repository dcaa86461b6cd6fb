import type { LandmarkModel } from "../models/landmark-model.ts";

/** An adapter: a model of others by the name of its file. */
export interface Peer extends LandmarkModel {
  /** What its ONNX file is called. */
  readonly file: string;
}
