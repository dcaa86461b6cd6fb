import * as tf from "@tensorflow/tfjs";

/**
 * Hands the outputs of one gradient kernel to the several gradients it is for. TensorFlow.js asks for each through a function
 * of its own and tidies after each, which would dispose of the outputs not yet asked for: they are kept, and every one is
 * handed over as a clone that the engine may dispose of.
 *
 * @param compute - runs the kernel; called when the first output is asked for.
 * @returns for an output's index, the function that gives it (once).
 */
export function shareOutputs(
  compute: () => readonly tf.Tensor[],
): (index: number) => () => tf.Tensor {
  let outputs: readonly tf.Tensor[] | undefined;
  return (index) => () => {
    outputs ??= compute().map((output) => tf.keep(output));
    const output = outputs[index] as tf.Tensor;
    const handed = tf.clone(output);
    output.dispose();
    return handed;
  };
}
