import { expected } from "@fdhm/errors";
import onnxProto from "onnx-proto";

const { ModelProto, TensorProto } = onnxProto.onnx;

/** Element types of weights; whole numbers are shapes and indices. */
const WEIGHTS: ReadonlySet<unknown> = new Set([
  TensorProto.DataType.FLOAT,
  TensorProto.DataType.FLOAT16,
  TensorProto.DataType.DOUBLE,
]);

/**
 * Counts the floating-point numbers in an ONNX file's initialisers: its parameters, and what its export holds besides, such as a
 * map that was drawn once.
 *
 * @param file - its path, for errors.
 * @throws RangeError where it is no ONNX file, or is cut.
 */
export function countParameters(bytes: Uint8Array, file: string): number {
  let graph;
  try {
    ({ graph } = ModelProto.decode(bytes));
  } catch (cause) {
    throw expected("a whole ONNX file", "model", cause, { file, cause });
  }
  if (!graph?.initializer?.length)
    throw expected("an ONNX file with weights", "model", "none", { file });
  let count = 0;
  for (const { dataType, dims } of graph.initializer)
    if (WEIGHTS.has(dataType))
      count += (dims ?? []).reduce<number>((a, b) => a * Number(b), 1);
  return count;
}
