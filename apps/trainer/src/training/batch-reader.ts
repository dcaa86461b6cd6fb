import {
  augment,
  createRandom,
  pick,
  type AugmentSettings,
  type FacePack,
} from "@fdhm/datasets";
import type { Normalisation } from "@fdhm/landmarks";
import { PARAMETER_COUNT, type LandmarkFitter } from "@fdhm/morphable-model";
import { COORDINATES, type LandmarkModel } from "@fdhm/networks";
import { batchOver, type BatchShape } from "./batch-layout.ts";
import { FaceSampler, type SamplingSettings } from "./face-sampler.ts";
import { fitParameters, parameterFitter } from "./fit-parameters.ts";
import type { TeacherTask } from "./teacher.ts";
import type { WeightedPack } from "../packing/pack-sources.ts";

/** Names what the numbers are drawn for, beside the other uses of the run's seed. */
const STREAM = 2;

/** Faces and how they are drawn. */
interface SampledPack {
  readonly pack: FacePack;
  readonly sampler: FaceSampler;
  readonly labelWeights: Float32Array | undefined;
}

/** What batches are made of. */
export interface ReadingTask {
  /** Faces to learn from. */
  readonly packs: readonly WeightedPack[];
  /** Which faces of a pack are drawn how often. */
  readonly sampling: SamplingSettings;
  /** How examples are varied. */
  readonly augmentation: AugmentSettings;
  /** How bytes become input. */
  readonly normalisation: Normalisation;
  /** Seed of all that is drawn. */
  readonly seed: number;
  /** Crops a step, all replicas together. */
  readonly batchSize: number;
  /** Replicas that the batch is divided among. */
  readonly replicas: number;
  /** Edge of the network's input in px. */
  readonly inputSize: number;
  /** Given, the threads that fill batches ask it. */
  readonly teacher?: TeacherTask | undefined;
  /** Given, its parameters are fitted to every face. */
  readonly model?: LandmarkModel;
}

/** What a replica's part of a batch holds. */
export function partOf({
  batchSize,
  replicas,
  inputSize,
  model,
}: ReadingTask): BatchShape {
  return {
    crops: batchSize / replicas,
    size: inputSize,
    parameters: model !== undefined,
  };
}

/**
 * Fills any replica's part of any step's batch. What is drawn follows from the seed and the example's position in the run
 * alone, so a continued run sees what an unbroken one sees, whichever thread fills it and when.
 */
export class BatchReader {
  readonly #task: ReadingTask;
  readonly #packs: readonly (readonly [SampledPack, number])[];
  readonly #fitter: LandmarkFitter | undefined;

  /** Reads what the task says; nothing is drawn before {@link fill}. */
  constructor(task: ReadingTask) {
    this.#task = task;
    this.#packs = task.packs.map(({ pack, weight, labelWeights }) => [
      { pack, sampler: new FaceSampler(pack, task.sampling), labelWeights },
      weight,
    ]);
    this.#fitter = task.model && parameterFitter(task.model);
  }

  /** Names of the faces in a step's whole batch, in order, each after its source's. */
  names(step: number): string[] {
    return Array.from({ length: this.#task.batchSize }, (_, i) => {
      const { pack, index } = this.#draw(step, step * this.#task.batchSize + i);
      return `${pack.name}/${pack.names[index]!}`;
    });
  }

  /**
   * Fills a replica's part of a step's batch.
   *
   * @param numbers - receives `batchLength(partOf(task))` numbers.
   * @param step - counted from 0.
   */
  fill(numbers: Float32Array, replica: number, step: number): void {
    const task = this.#task;
    const shape = partOf(task);
    const { crops: share, size } = shape;
    const batch = batchOver(numbers, shape);
    const first = step * task.batchSize + replica * share;
    for (let i = 0; i < share; i++) {
      const part = (all: Float32Array, length: number) =>
        all.subarray(i * length, (i + 1) * length);
      const { random, pack, index, labelWeights } = this.#draw(step, first + i);
      augment(
        pack,
        index,
        random,
        task.augmentation,
        size,
        task.normalisation,
        {
          picture: part(batch.images, size * size * 3),
          landmarks: part(batch.landmarks, COORDINATES),
          landmarkWeights: part(batch.landmarkWeights, COORDINATES),
          score: part(batch.scores, 1),
        },
      );
      if (this.#fitter && batch.parameters)
        fitParameters(
          this.#fitter,
          part(batch.landmarks, COORDINATES),
          part(batch.landmarkWeights, COORDINATES),
          size,
          part(batch.parameters, PARAMETER_COUNT),
        );
      if (labelWeights) {
        const weights = part(batch.landmarkWeights, COORDINATES);
        for (let k = 0; k < COORDINATES; k++) weights[k]! *= labelWeights[k]!;
      }
    }
  }

  /** The face of a crop, counted from the run's first, and the numbers that vary it. */
  #draw(step: number, crop: number) {
    const random = createRandom(this.#task.seed, STREAM, crop);
    const { pack, sampler, labelWeights } = pick(random, this.#packs);
    return { random, pack, index: sampler.draw(random, step), labelWeights };
  }
}
