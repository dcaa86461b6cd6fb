import { expected } from "@fdhm/errors";
import { PARAMETER_COUNT } from "@fdhm/morphable-model";
import * as tf from "@tensorflow/tfjs";
import { checkFinite } from "./check-finite.ts";
import { coordinateWeights } from "./coordinate-weights.ts";
import { knownParameters, type KnownParameters } from "./known-parameters.ts";
import { landmarkLoss } from "./landmark-loss.ts";
import { checkLoss, checkLossOf, type LossConfig } from "./loss.ts";
import { COORDINATES, type Network } from "./network.ts";
import type { NetworkOutput } from "./ops.ts";
import { openingLoss } from "./opening-loss.ts";
import { parameterLoss } from "./parameter-loss.ts";
import { scoreLoss } from "./score-loss.ts";
import { TfjsOps, type LayerStatistics } from "./tfjs-ops.ts";
import { uncertaintyLoss } from "./uncertainty-loss.ts";
import { checkWeights } from "./weight-layout.ts";
import { weightTensors } from "./weight-tensors.ts";

/** Faces to learn from, B of them. */
export interface Batch {
  /** Pictures, normalised: B x size x size x 3, row by row, colours together. */
  readonly images: Float32Array;
  /** Normalised landmarks: B x 68 x 3. Ignored (NaN will do) where the weight is 0. */
  readonly landmarks: Float32Array;
  /** Weight of each coordinate: B x 68 x 3. 0 where it is unknown, and throughout where there is no face. */
  readonly landmarkWeights: Float32Array;
  /** B labels: 1 for a face, 0 for none. */
  readonly scores: Float32Array;
  /** Parameters of a 3D model, crop px: B x 234. NaN throughout for a face whose parameters are not known, or where there is none. */
  readonly parameters?: Float32Array;
}

/** What a batch says about the weights. */
export interface StepResult {
  /** Landmark loss, of earlier steps too, plus weighted score, uncertainty and parameter losses. */
  readonly loss: number;
  /** Weighted mean penalty of the coordinates, of the last step. */
  readonly landmarkLoss: number;
  /** Mean binary cross entropy of the score. */
  readonly scoreLoss: number;
  /** Mean negative logarithm of the errors' likelihood, but for a constant; 0 where the network tells no uncertainty. */
  readonly uncertaintyLoss: number;
  /** Weighted mean penalty of the openings of eyes and lips; 0 where these have no weight. */
  readonly openingLoss: number;
  /** Mean weighted distance of the parameters; 0 where these have no weight. */
  readonly parameterLoss: number;
  /** Derivative of the loss by each trainable weight, in the layout's order. */
  readonly gradient: Float32Array;
  /** Means and variances of the batch, in the order of the running statistics at the layout's end. */
  readonly batchStatistics: Float32Array;
}

/** The same on the backend. */
export interface StepTensors {
  /** Sum of the weighted parts. */
  readonly loss: tf.Scalar;
  /** Derivative of the loss by each trainable variable, in the layout's order. */
  readonly grads: readonly tf.Tensor[];
  /** Statistics of the batch, in the order of the running statistics. */
  readonly collected: readonly LayerStatistics[];
  /** Parts of the loss, not weighted. */
  readonly kept: readonly (readonly [LossPart, tf.Tensor])[];
}

/**
 * Forward and backward pass of a network over a batch, on the current TensorFlow.js backend. Keeps nothing of the weights:
 * they come and the gradient goes as flat arrays.
 */
export class TrainingStep {
  readonly #network: Network;
  readonly #loss: LossConfig;
  readonly #ops = new TfjsOps();

  /**
   * @param network - to be trained.
   * @param loss - what to minimise.
   * @throws if the loss is not defined, or asks for what the network does not give.
   */
  constructor(network: Network, loss: LossConfig) {
    checkLoss(loss);
    checkLossOf(network, loss);
    this.#network = network;
    this.#loss = loss;
  }

  /**
   * Differentiates the loss.
   *
   * @param weights - all variables, `layout.size` long.
   * @throws if lengths disagree with the network or with each other, or a number that counts is not finite.
   */
  async run(weights: Float32Array, batch: Batch): Promise<StepResult> {
    const { layout } = this.#network;
    checkWeights(layout, weights);
    const trainable = layout.weights.filter((weight) => weight.trainable);
    const variables = weightTensors(trainable, weights);
    const {
      loss: value,
      grads,
      collected,
      kept,
    } = this.differentiate(variables, batch);
    const gradient = new Float32Array(layout.trainable);
    for (const [i, { offset }] of trainable.entries())
      gradient.set(await take(at(grads, i)), offset);
    const batchStatistics = new Float32Array(layout.size - layout.trainable);
    let offset = 0;
    for (const { mean, variance } of collected)
      for (const tensor of [mean, variance]) {
        batchStatistics.set(await take(tensor), offset);
        offset += tensor.size;
      }
    const told: Partial<Record<LossPart, number>> = {};
    for (const [name, part] of kept) told[name] = (await take(part))[0]!;
    const [loss = NaN] = await take(value);
    tf.dispose(variables);
    return {
      loss,
      landmarkLoss: told.landmark ?? NaN,
      scoreLoss: told.score ?? NaN,
      uncertaintyLoss: told.uncertainty ?? 0,
      openingLoss: told.opening ?? 0,
      parameterLoss: told.parameter ?? 0,
      gradient,
      batchStatistics,
    };
  }

  /**
   * The same with weights, and all that comes of it, on the backend: nothing is waited for.
   *
   * @param variables - the trainable ones, in the layout's order; they stay the caller's.
   * @returns tensors, which the caller disposes of.
   * @throws as {@link run}.
   */
  differentiate(variables: readonly tf.Tensor[], batch: Batch): StepTensors {
    const { layout } = this.#network;
    const truth = checkBatch(this.#network, batch);
    const parameters = this.#parameters(batch);
    const trainable = layout.weights.filter((weight) => weight.trainable);
    const collected: LayerStatistics[] = [];
    const kept: (readonly [LossPart, tf.Tensor])[] = [];
    const { value, grads } = tf.tidy(() => {
      const data = this.#upload(batch, truth);
      const differentiate = tf.valueAndGrads((...tensors) => {
        this.#ops.use(
          new Map(trainable.map(({ name }, i) => [name, at(tensors, i)])),
          (statistics) => collected.push(statistics),
          (this.#loss.stepWeight ?? 0) > 0,
        );
        const output = this.#network.run<tf.Tensor>(this.#ops, data.images);
        const terms = this.#terms(output, data, parameters);
        kept.push(
          ...Object.entries(terms.parts).map(
            ([name, part]) => [name as LossPart, tf.keep(part)] as const,
          ),
        );
        return terms.loss;
      });
      return differentiate([...variables]);
    });
    return { loss: value as tf.Scalar, grads, collected, kept };
  }

  /** Frees what it holds on the backend. */
  dispose(): void {
    this.#ops.dispose();
  }

  /** The loss, and the parts of it that are told. */
  #terms(
    output: NetworkOutput<tf.Tensor>,
    { truth, weights: known, scores }: BatchTensors,
    parameters: KnownParameters | undefined,
  ): { loss: tf.Scalar; parts: Partial<Record<LossPart, tf.Scalar>> } {
    const { landmarks, uncertainty, earlier = [] } = output;
    const { landmarks: kind, scoreWeight, ...loss } = this.#loss;
    const { openingWeight = 0, uncertaintyWeight = 0 } = loss;
    const { parameterWeight = 0, stepWeight = 0 } = loss;
    const weights = coordinateWeights(landmarks, truth, known, loss);
    const landmark = landmarkLoss(landmarks, truth, weights, kind);
    const score = scoreLoss(output.score, scores);
    const parts: Partial<Record<LossPart, tf.Scalar>> = { landmark, score };
    const summands = [landmark, tf.mul(score, scoreWeight)];
    if (openingWeight > 0) {
      parts.opening = openingLoss(landmarks, truth, weights, kind);
      summands.push(tf.mul(parts.opening, openingWeight));
    }
    if (uncertainty !== undefined) {
      parts.uncertainty = uncertaintyLoss(uncertainty, landmarks, truth, known);
      summands.push(tf.mul(parts.uncertainty, uncertaintyWeight));
    }
    if (parameters !== undefined) {
      parts.parameter = this.#parameterLoss(output.parameters!, parameters);
      summands.push(tf.mul(parts.parameter, parameterWeight));
    }
    for (const [t, answer] of earlier.entries())
      summands.push(
        tf.mul(
          landmarkLoss(answer, truth, weights, kind),
          stepWeight ** (earlier.length - t),
        ),
      );
    const sum = summands.reduce((a, b) => tf.add(a, b));
    return { loss: sum as tf.Scalar, parts };
  }

  /** A batch's parameters, where they have weight. */
  #parameters({ parameters }: Batch): KnownParameters | undefined {
    const { space } = this.#network;
    if (!this.#loss.parameterWeight || !space) return undefined;
    if (!parameters)
      throw expected(
        `${PARAMETER_COUNT} numbers a face`,
        "parameters",
        parameters,
      );
    return knownParameters(parameters, space);
  }

  /** Weighted distance of the parameters. */
  #parameterLoss(predicted: tf.Tensor, wanted: KnownParameters): tf.Scalar {
    const count = wanted.known.length;
    return parameterLoss(
      this.#ops,
      predicted,
      tf.tensor2d(wanted.truth, [count, PARAMETER_COUNT]),
      tf.tensor2d(wanted.known, [count, 1]),
      this.#network.space!,
    );
  }

  #upload(batch: Batch, truth: Float32Array): BatchTensors {
    const count = batch.scores.length;
    const size = this.#network.inputSize;
    const coordinates: [number, number, number] = [count, COORDINATES / 3, 3];
    return {
      images: tf.tensor4d(batch.images, [count, size, size, 3]),
      truth: tf.tensor3d(truth, coordinates),
      weights: tf.tensor3d(batch.landmarkWeights, coordinates),
      scores: tf.tensor2d(batch.scores, [count, 1]),
    };
  }
}

/** A part of the loss that is told. */
export type LossPart =
  "landmark" | "score" | "opening" | "uncertainty" | "parameter";

/** A batch on the backend. */
interface BatchTensors {
  readonly images: tf.Tensor4D;
  readonly truth: tf.Tensor3D;
  readonly weights: tf.Tensor3D;
  readonly scores: tf.Tensor2D;
}

/** Checks a batch; gives its landmarks with zeros for what does not count. */
function checkBatch(network: Network, batch: Batch): Float32Array {
  const count = batch.scores.length;
  if (count === 0) throw expected("at least one face", "scores", batch.scores);
  const pixels = 3 * network.inputSize ** 2;
  for (const [name, length] of [
    ["images", count * pixels],
    ["landmarks", count * COORDINATES],
    ["landmarkWeights", count * COORDINATES],
    ["parameters", count * PARAMETER_COUNT],
  ] as const)
    if (batch[name] && batch[name].length !== length)
      throw expected(
        `${length} numbers (${count} faces)`,
        name,
        batch[name].length,
      );
  const truth = batch.landmarks.map((value, i) =>
    batch.landmarkWeights[i] === 0 ? 0 : value,
  );
  checkFinite(batch.images, "images");
  checkFinite(truth, "landmarks");
  checkFinite(batch.landmarkWeights, "landmarkWeights");
  checkFinite(batch.scores, "scores");
  return truth;
}

/** A tensor's elements; the tensor is freed. */
async function take(tensor: tf.Tensor): Promise<Float32Array> {
  const values = await tensor.data<"float32">();
  tensor.dispose();
  return values;
}

function at(tensors: readonly tf.Tensor[], i: number): tf.Tensor {
  return tensors[i] as tf.Tensor;
}
