import type { JavaScriptMethod } from "./javascript-method.ts";
import { sdm } from "./sdm.ts";

/** Every method in JavaScript that has an adapter; one more is one file and one line. */
const KNOWN_METHODS: readonly JavaScriptMethod[] = [sdm];

/** The method that a file is of; undefined for ONNX files. */
export function methodOf(path: string): JavaScriptMethod | undefined {
  return KNOWN_METHODS.find(({ ending }) => path.endsWith(ending));
}
