import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { describeFace, FACE_LENGTH } from "./describe-face.ts";
import { countCrops, type FaceCrops } from "./face-crops.ts";
import { GradientSums } from "./gradient-sums.ts";
import {
  COORDINATES,
  keptOf,
  moveLandmarks,
  projectDescriptors,
  type SdmStage,
} from "./sdm-stage.ts";

/** Faces whose landmarks are on their way from the mean face to where they are. */
export class MovingFaces {
  /** How many. */
  readonly count: number;
  readonly #crops: FaceCrops;
  /** Where the landmarks are now. */
  readonly #places: Float32Array;
  readonly #sums: GradientSums;
  readonly #crop: Float32Array;
  readonly #descriptors = new Float32Array(FACE_LENGTH);

  /**
   * @param name - what they are, for errors.
   * @throws RangeError see `countCrops`.
   */
  constructor(crops: FaceCrops, name: string) {
    this.count = countCrops(crops, name);
    this.#crops = crops;
    this.#places = new Float32Array(crops.landmarks.length);
    this.#sums = new GradientSums(crops.size);
    this.#crop = new Float32Array(crops.size ** 2);
  }

  /** Mean of the faces: 204 numbers. */
  mean(): Float32Array {
    const { landmarks } = this.#crops;
    const mean = new Float64Array(COORDINATES);
    for (const [i, value] of landmarks.entries())
      mean[i % COORDINATES]! += value / this.count;
    return Float32Array.from(mean);
  }

  /** Puts the landmarks of all faces in one place. */
  startFrom(face: Float32Array): void {
    for (let i = 0; i < this.count; i++)
      this.#places.set(face, i * COORDINATES);
  }

  /** Describes a face at its landmarks; the numbers are good until the next call. */
  describe(index: number, cell: number): Float32Array {
    const pixels = this.#crop.length;
    const { pictures } = this.#crops;
    this.#crop.set(pictures.subarray(index * pixels, (index + 1) * pixels));
    this.#sums.fill(this.#crop);
    describeFace(this.#sums, this.#of(index), cell, this.#descriptors);
    return this.#descriptors;
  }

  /**
   * What is left of a face's way.
   *
   * @param out - receives 204 numbers.
   */
  remaining(index: number, out: Float32Array): void {
    const from = index * COORDINATES;
    for (let k = 0; k < COORDINATES; k++)
      out[k] = this.#crops.landmarks[from + k]! - this.#places[from + k]!;
  }

  /** Lets a stage move all landmarks. */
  move(stage: SdmStage): void {
    this.#movedBy(stage, (index, moved) => this.#of(index).set(moved));
  }

  /**
   * Mean distance in x and y from where the landmarks are, in fractions of the crop's side.
   *
   * @param stage - what it would be after that.
   */
  error(stage?: SdmStage): number {
    let sum = 0;
    const add = (index: number, places: Float32Array) => {
      const from = index * COORDINATES;
      for (let k = 0; k < COORDINATES; k += 3)
        sum += Math.hypot(
          places[k]! - this.#crops.landmarks[from + k]!,
          places[k + 1]! - this.#crops.landmarks[from + k + 1]!,
        );
    };
    if (stage) this.#movedBy(stage, add);
    else for (let i = 0; i < this.count; i++) add(i, this.#of(i));
    return sum / (this.count * LANDMARK_COUNT);
  }

  #movedBy(
    stage: SdmStage,
    take: (index: number, moved: Float32Array) => void,
  ): void {
    const inputs = new Float32Array(LANDMARK_COUNT * keptOf(stage));
    const moved = new Float32Array(COORDINATES);
    for (let i = 0; i < this.count; i++) {
      moved.set(this.#of(i));
      const descriptors = this.describe(i, stage.cell);
      projectDescriptors(stage.projection, descriptors, inputs);
      moveLandmarks(stage.regression, inputs, moved);
      take(i, moved);
    }
  }

  #of(index: number): Float32Array {
    return this.#places.subarray(
      index * COORDINATES,
      (index + 1) * COORDINATES,
    );
  }
}
