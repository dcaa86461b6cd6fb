import {
  decayMask,
  optimiser,
  updateRunningStatistics,
  type Optimiser,
  type WeightLayout,
} from "@fdhm/networks";
import type { RunConfig } from "../config/schema.ts";
import { sliceOf, type SharedState } from "./shared-state.ts";

/** How fast running means and variances follow those of the batches: about the last hundred count. */
const STATISTICS_MOMENTUM = 0.99;

/**
 * How much of the old values running means keep in a step: early on they would hold on to the random start, and a share that grows with the steps
 * lets it go.
 *
 * @param step - counted from 0.
 * @param averaging - of the weights, once there are many.
 */
export function sharesKept(
  step: number,
  averaging: number,
): {
  /** By the running mean of the weights. */
  readonly averaging: number;
  /** By the running statistics. */
  readonly momentum: number;
} {
  const most = (step + 1) / (step + 10);
  return {
    averaging: Math.min(averaging, most),
    momentum: Math.min(STATISTICS_MOMENTUM, most),
  };
}

/** What one replica does to the weights after all have put their gradients down. */
export class WeightUpdate {
  readonly #shared: SharedState;
  readonly #layout: WeightLayout;
  readonly #replica: number;
  readonly #first: number;
  readonly #end: number;
  readonly #gradient: Float32Array;
  readonly #decays: Uint8Array;
  readonly #config: RunConfig["training"]["optimiser"];
  readonly #move: Optimiser;
  /** Offsets of each layer's running mean and variance, and their length. */
  readonly #normalised: readonly (readonly [number, number, number])[];

  /** Owns the replica's slice of the weights; the first replica owns the running statistics as well. */
  constructor(
    shared: SharedState,
    layout: WeightLayout,
    replica: number,
    config: RunConfig["training"]["optimiser"],
  ) {
    this.#config = config;
    this.#move = optimiser(config.kind, config.momentum);
    this.#shared = shared;
    this.#layout = layout;
    this.#normalised = layout.weights
      .filter(({ name, trainable }) => !trainable && /variance$/.test(name))
      .map(({ name, offset, size }) => {
        const mean = name.replace(/variance$/, "mean");
        const partner = layout.weights.find((other) => other.name === mean);
        return [partner!.offset, offset, size];
      });
    this.#replica = replica;
    const [first, end] = sliceOf(replica, shared.replicas, layout.trainable);
    [this.#first, this.#end] = [first, end];
    this.#gradient = new Float32Array(end - first);
    this.#decays = decayMask(layout).subarray(first, end);
  }

  /** Averages the replicas' gradients over the slice and tells how long it is. */
  gather(): void {
    this.#mean(this.#first, this.#end, this.#gradient);
    this.#shared.lengths[this.#replica] = this.#gradient.reduce(
      (sum, g) => sum + g * g,
      0,
    );
  }

  /**
   * Moves the slice. Where gradients are clipped, every replica must have gathered before.
   *
   * @param step - counted from 0.
   * @param rate - learning rate.
   */
  apply(step: number, rate: number): void {
    const { weights, firstMoments, secondMoments, averaged } = this.#shared;
    const { weightDecay, averaging } = this.#config;
    const first = this.#first;
    const end = this.#end;
    this.#clip();
    this.#move(
      weights.subarray(first, end),
      this.#gradient,
      {
        step,
        first: firstMoments.subarray(first, end),
        second: secondMoments.subarray(first, end),
      },
      rate,
      { weightDecay, decays: this.#decays },
    );
    const { averaging: decay, momentum } = sharesKept(step, averaging);
    average(averaged, weights, first, end, decay);
    if (this.#replica !== 0) return;
    const { trainable, size } = this.#layout;
    const statistics = new Float32Array(size - trainable);
    this.#mean(trainable, size, statistics);
    this.#spread(statistics);
    updateRunningStatistics(this.#layout, weights, statistics, momentum);
    average(averaged, weights, trainable, size, decay);
  }

  /** Shortens the slice by what the whole gradient is too long (Pascanu et al., ICML 2013, algorithm 1). */
  #clip(): void {
    const { clip } = this.#config;
    if (clip === undefined) return;
    const { lengths } = this.#shared;
    const length = Math.sqrt(lengths.reduce((sum, square) => sum + square, 0));
    if (length <= clip) return;
    for (let i = 0; i < this.#gradient.length; i++)
      this.#gradient[i]! *= clip / length;
  }

  /** Adds to the mean variances what the replicas' means differ by, so that they are the whole batch's, however it was divided. */
  #spread(statistics: Float32Array): void {
    const { contributions } = this.#shared;
    const { trainable } = this.#layout;
    for (const [mean, variance, channels] of this.#normalised)
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (const contribution of contributions)
          sum +=
            (contribution[mean + c]! - statistics[mean + c - trainable]!) ** 2;
        statistics[variance + c - trainable]! += sum / contributions.length;
      }
  }

  #mean(first: number, end: number, out: Float32Array): void {
    const { contributions } = this.#shared;
    out.fill(0);
    for (const contribution of contributions)
      for (let i = first; i < end; i++) out[i - first]! += contribution[i]!;
    for (let i = 0; i < out.length; i++) out[i]! /= contributions.length;
  }
}

function average(
  averaged: Float32Array,
  weights: Float32Array,
  first: number,
  end: number,
  decay: number,
): void {
  for (let i = first; i < end; i++)
    averaged[i] = decay * averaged[i]! + (1 - decay) * weights[i]!;
}
