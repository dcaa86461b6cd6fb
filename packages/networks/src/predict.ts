import { expected } from "@fdhm/errors";
import * as tf from "@tensorflow/tfjs";
import { checkFinite } from "./check-finite.ts";
import type { Network } from "./network.ts";
import { TfjsOps } from "./tfjs-ops.ts";
import { checkWeights } from "./weight-layout.ts";
import { weightTensors } from "./weight-tensors.ts";

/** What a network says about B faces. */
export interface Prediction {
  /** Normalised landmarks: B x 68 x 3. */
  readonly landmarks: Float32Array;
  /** B scores, 0 (no face) to 1 (face). */
  readonly scores: Float32Array;
  /** Scale b of each landmark's error along x and y, in fractions of the crop's side: B x 68; if the network tells it. */
  readonly uncertainty?: Float32Array;
  /** Parameters of a 3D model in crop px: B x 234, of networks that estimate these. */
  readonly parameters?: Float32Array;
  /** Where they were asked for: landmarks as the steps before the last would give them, first step first, B x 68 x 3 each. */
  readonly earlier?: readonly Float32Array[];
}

/** What to ask a network for, beside its answer. */
export interface PredictOptions {
  /** Whether the answers of earlier steps are wanted; they cost a head each. */
  readonly earlier?: boolean;
}

/**
 * Runs a network as it runs once exported (running statistics in batch normalisation) on the current TensorFlow.js backend.
 *
 * @param weights - all variables, `layout.size` long.
 * @param images - normalised pictures: B x size x size x 3, row by row, colours together.
 * @throws if lengths disagree with the network, or a number is not finite.
 */
export async function predict(
  network: Network,
  weights: Float32Array,
  images: Float32Array,
  { earlier: asked = false }: PredictOptions = {},
): Promise<Prediction> {
  const { layout, inputSize } = network;
  checkWeights(layout, weights);
  const count = images.length / (3 * inputSize ** 2);
  if (!Number.isInteger(count) || count < 1)
    throw expected(
      `a multiple of ${inputSize} x ${inputSize} x 3 numbers`,
      "images",
      images.length,
    );
  checkFinite(images, "images");
  const ops = new TfjsOps();
  const tensors = tf.tidy(() => {
    const variables = weightTensors(layout.weights, weights);
    ops.use(
      new Map(
        layout.weights.map(({ name }, i) => [name, variables[i] as tf.Tensor]),
      ),
      undefined,
      asked,
    );
    const output = network.run<tf.Tensor>(
      ops,
      tf.tensor4d(images, [count, inputSize, inputSize, 3]),
    );
    return {
      landmarks: output.landmarks,
      score: tf.sigmoid(output.score),
      ...(output.uncertainty && { uncertainty: tf.exp(output.uncertainty) }),
      ...(output.parameters && { parameters: output.parameters }),
      ...(output.earlier && { earlier: [...output.earlier] }),
    };
  });
  const { landmarks, score, uncertainty, parameters, earlier } = tensors;
  const prediction = {
    landmarks: await landmarks.data<"float32">(),
    scores: await score.data<"float32">(),
    ...(uncertainty && { uncertainty: await uncertainty.data<"float32">() }),
    ...(parameters && { parameters: await parameters.data<"float32">() }),
    ...(earlier && {
      earlier: await Promise.all(
        earlier.map((answer) => answer.data<"float32">()),
      ),
    }),
  };
  tf.dispose(tensors);
  ops.dispose();
  return prediction;
}
