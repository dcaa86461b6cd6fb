import * as tf from "@tensorflow/tfjs";

/** A sum over the first axes of a tensor, as one over the rows of a matrix. */
export interface RowSum {
  /** What is added up: numbers of the summed axes together. */
  readonly rows: number;
  /** What is left: numbers of the others. */
  readonly columns: number;
  /** Shape of the result. */
  readonly shape: number[];
}

/**
 * What a call of the Sum kernel asks for, where it runs over the first axes, as biases' gradients do; undefined elsewhere.
 *
 * @param call - of the kernel.
 */
export function rowSum({
  inputs,
  attrs,
}: Parameters<tf.KernelFunc>[0]): RowSum | undefined {
  const { x } = inputs as { x: tf.TensorInfo };
  const { axis, keepDims } = attrs as unknown as {
    axis: number | readonly number[];
    keepDims: boolean;
  };
  const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
  if (axes.length === 0 || !axes.every((one, i) => one === i)) return undefined;
  const kept = x.shape.slice(axes.length);
  return {
    rows: tf.util.sizeFromShape(x.shape.slice(0, axes.length)),
    columns: tf.util.sizeFromShape(kept),
    shape: keepDims ? [...axes.map(() => 1), ...kept] : kept,
  };
}
