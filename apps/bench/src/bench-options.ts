import type { OnnxRuntimeName } from "./runtimes/runtime.ts";

/** What a bench is asked for. */
export interface BenchOptions {
  /** ONNX files of ours, besides those that ship. */
  readonly model: readonly string[];
  /** A trained supervised descent method; there is none where it is left out. */
  readonly sdm?: string;
  /** Folder of the peers' ONNX files; the usual place where it is left out. */
  readonly peers?: string;
  /** Folder of the benchmark's faces; the usual place where it is left out. */
  readonly data?: string;
  /** Folder of predictions; that in the benchmark's where it is left out. */
  readonly predictions?: string;
  /** Only models and methods of these names. */
  readonly only: readonly string[];
  /** Run times of ONNX files. */
  readonly runtime: readonly OnnxRuntimeName[];
  /** Model that ratios are told to. */
  readonly reference: string;
  /** Model of ours that others are compared with. */
  readonly ours: string;
  /** Turns of the race. */
  readonly turns: number;
  /** How many faces, evenly from the set; all where it is left out. */
  readonly faces?: number;
  /** Whether peers' windows are fitted first. */
  readonly fit: boolean;
}
