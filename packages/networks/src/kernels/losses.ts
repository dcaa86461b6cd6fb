import * as tf from "@tensorflow/tfjs";

/** Penalty of an error, element by element: input error, attributes are those of a `LandmarkLoss`. */
export const PENALTY = "FdhmPenalty";
/** Its gradient: inputs dy and error. */
export const PENALTY_GRADIENT = "FdhmPenaltyGradient";
/** Binary cross entropy, element by element: inputs logits and labels. */
export const CROSS_ENTROPY = "FdhmCrossEntropy";
/** Its gradient by the logits: inputs dy, logits and labels. */
export const CROSS_ENTROPY_GRADIENT = "FdhmCrossEntropyGradient";

/** Registers the links between these kernels, whichever backend has them. */
export function linkLosses(): void {
  tf.registerGradient({
    kernelName: PENALTY,
    inputsToSave: ["error"],
    gradFunc: (dy, [error], attributes) => ({
      error: () =>
        tf
          .engine()
          .runKernel(
            PENALTY_GRADIENT,
            { dy, error } as unknown as tf.NamedTensorMap,
            attributes,
          ),
    }),
  });
  tf.registerGradient({
    kernelName: CROSS_ENTROPY,
    inputsToSave: ["logits", "labels"],
    gradFunc: (dy, [logits, labels]) => ({
      logits: () =>
        tf.engine().runKernel(CROSS_ENTROPY_GRADIENT, {
          dy,
          logits,
          labels,
        } as unknown as tf.NamedTensorMap),
    }),
  });
}
