import * as tf from "@tensorflow/tfjs";
import type { LossConfig } from "../loss.ts";
import type { Network } from "../network.ts";
import { TrainingStep, type Batch } from "../training-step.ts";
import { decayMask } from "../weight-layout.ts";
import { DeviceFaults } from "./device-faults.ts";
import {
  momentumOf,
  settingsOf,
  type DeviceOptimiser,
  type DeviceStep,
} from "./device-settings.ts";
import {
  looksShader,
  optimiserShader,
  SETTING,
  SETTINGS,
} from "./optimiser-shader.ts";
import { dispatch, type Shader } from "./shader.ts";
import {
  bufferOf,
  webgpuBackend,
  type WebgpuBackend,
} from "./webgpu-backend.ts";

/** What a training moves, in the layout's order. */
export interface TrainingState {
  /** All weights. */
  readonly weights: Float32Array;
  /** Their running mean. */
  readonly averaged: Float32Array;
  /** First moments of the trainable ones. */
  readonly firstMoments: Float32Array;
  /** Second moments of the same. */
  readonly secondMoments: Float32Array;
}

const PARTS = [
  "weights",
  "averaged",
  "firstMoments",
  "secondMoments",
] as const satisfies readonly (keyof TrainingState)[];

/**
 * A training whose weights, moments and gradients stay on the GPU, in one buffer each, so that an optimiser's step is one dispatch and nothing
 * but the loss comes back. The webgpu backend must be the current one, started with `startWebgpuBackend`.
 */
export class DeviceTraining {
  readonly #backend: WebgpuBackend = webgpuBackend();
  readonly #network: Network;
  readonly #step: TrainingStep;
  readonly #optimiser: DeviceOptimiser;
  readonly #shader: Shader;
  readonly #looks: Shader;
  readonly #variables: readonly tf.Tensor[];
  readonly #state: Readonly<Record<(typeof PARTS)[number], GPUBuffer>>;
  readonly #arrived: GPUBuffer;
  readonly #decays: GPUBuffer;
  readonly #settings: GPUBuffer;
  readonly #faults: DeviceFaults;

  /**
   * Puts the state onto the device.
   *
   * @param network - to be trained.
   * @param loss - what to minimise.
   * @param state - to begin with; not changed before {@link read}.
   * @throws as the constructor of `TrainingStep`.
   */
  constructor(
    network: Network,
    loss: LossConfig,
    state: TrainingState,
    optimiser: DeviceOptimiser,
  ) {
    this.#network = network;
    this.#step = new TrainingStep(network, loss);
    this.#faults = new DeviceFaults(this.#backend.device);
    this.#optimiser = optimiser;
    const { layout } = network;
    const { trainable, size } = layout;
    const { kind, weightDecay, clip } = optimiser;
    this.#shader = optimiserShader({
      ...{ kind, momentum: momentumOf(optimiser), weightDecay, clip },
      ...{ trainable, size },
    });
    this.#looks = looksShader(trainable, size);
    const filled = (values: Float32Array) => {
      const buffer = this.#buffer(values.length);
      this.#backend.queue.writeBuffer(buffer, 0, values.slice());
      return buffer;
    };
    this.#state = Object.fromEntries(
      PARTS.map((part) => [part, filled(state[part])]),
    ) as Record<(typeof PARTS)[number], GPUBuffer>;
    this.#decays = filled(Float32Array.from(decayMask(layout)));
    this.#arrived = this.#buffer(size);
    this.#settings = this.#buffer(SETTINGS);
    this.#variables = layout.weights
      .filter((weight) => weight.trainable)
      .map((weight) =>
        tf.tensor(
          { buffer: this.#buffer(weight.size), zeroCopy: true },
          [...weight.shape],
          "float32",
        ),
      );
  }

  /**
   * Gives the device a step to do.
   *
   * @param batch - the caller's again when this returns.
   * @returns the loss, once the device has come so far; NaN where it or a gradient is no finite number, and the step has changed nothing. It
   *   rejects with a RangeError where the device could not do this step or one before it.
   */
  step(batch: Batch, step: DeviceStep): Promise<number> {
    const backend = this.#backend;
    const settings = settingsOf(this.#optimiser, step);
    backend.queue.writeBuffer(this.#settings, 0, settings.buffer);
    const trainable = this.#network.layout.weights.filter(
      (weight) => weight.trainable,
    );
    for (const [i, { offset, size }] of trainable.entries())
      this.#copy(
        this.#state.weights,
        offset,
        bufferOf(backend, this.#variables[i]!),
        0,
        size,
      );
    const { loss, grads, collected, kept } = this.#step.differentiate(
      this.#variables,
      batch,
    );
    for (const [i, { offset, size }] of trainable.entries())
      this.#take(grads[i]!, offset, size);
    let { trainable: at } = this.#network.layout;
    for (const tensor of collected.flatMap((layer) => [
      layer.mean,
      layer.variance,
    ])) {
      this.#take(tensor, at, tensor.size);
      at += tensor.size;
    }
    for (const [, part] of kept) part.dispose();
    this.#copy(bufferOf(backend, loss), 0, this.#settings, SETTING.loss, 1);
    backend.commandQueueOwnedIds.add(loss.dataId);
    loss.dispose();
    dispatch(backend, this.#looks, [this.#arrived, this.#settings]);
    const { weights, averaged, firstMoments, secondMoments } = this.#state;
    dispatch(backend, this.#shader, [
      ...[this.#arrived, this.#decays, this.#settings],
      ...[weights, averaged, firstMoments, secondMoments],
    ]);
    const told = backend.device.createBuffer({
      size: 4 * SETTINGS,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    this.#copy(this.#settings, 0, told, 0, SETTINGS);
    backend.submitQueue();
    return this.#lossOf(told);
  }

  /**
   * Waits for all steps and writes where the weights have come to.
   *
   * @param state - changed.
   */
  async read(state: TrainingState): Promise<void> {
    for (const part of PARTS)
      state[part].set(
        new Float32Array(await this.#backend.getBufferData(this.#state[part])),
      );
  }

  /** Frees what it holds on the device. */
  dispose(): void {
    this.#step.dispose();
    for (const variable of this.#variables) {
      const buffer = bufferOf(this.#backend, variable);
      variable.dispose();
      buffer.destroy();
    }
    for (const buffer of [
      ...Object.values(this.#state),
      ...[this.#arrived, this.#decays, this.#settings],
    ])
      buffer.destroy();
  }

  /** The loss among the settings of a step, in a buffer that can be mapped and is freed. */
  async #lossOf(buffer: GPUBuffer): Promise<number> {
    const settings = new Float32Array(await this.#faults.map(buffer));
    const broken = settings.subarray(SETTING.broken).some((flag) => flag !== 0);
    const loss = broken ? NaN : settings[SETTING.loss]!;
    buffer.destroy();
    return loss;
  }

  #buffer(elements: number): GPUBuffer {
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    return this.#backend.device.createBuffer({
      size: 4 * elements,
      usage: STORAGE | COPY_SRC | COPY_DST,
    });
  }

  /** Puts a tensor's elements behind one another with the others that have arrived, and lets the tensor go. */
  #take(tensor: tf.Tensor, offset: number, size: number): void {
    this.#copy(bufferOf(this.#backend, tensor), 0, this.#arrived, offset, size);
    this.#backend.commandQueueOwnedIds.add(tensor.dataId);
    tensor.dispose();
  }

  /** Copies elements, in the order of the dispatches. */
  #copy(
    from: GPUBuffer,
    fromAt: number,
    to: GPUBuffer,
    toAt: number,
    elements: number,
  ): void {
    const backend = this.#backend;
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.commandEncoder!.copyBufferToBuffer(
      ...([from, 4 * fromAt, to, 4 * toAt, 4 * elements] as const),
    );
  }
}
