/**
 * The supervised descent method: Xiong and De la Torre, "Supervised Descent Method and its Applications to Face Alignment", CVPR 2013, section 3.
 * From the mean face each stage moves all landmarks at once by a linear function of what the crop looks like around them; what
 * Newton's method would take from second derivatives, stages have learned from examples. Unlike there, landmarks have depth, descriptors are told by
 * their principal parts, and their squares become smaller from stage to stage.
 */
import { expected } from "@fdhm/errors";
import {
  LANDMARK_COUNT,
  protocolWindow,
  toPicture,
  type Box,
  type Picture,
} from "@fdhm/landmarks";
import { describeFace, FACE_LENGTH } from "./describe-face.ts";
import { DESCRIPTOR_LENGTH } from "./describe-point.ts";
import { checkSize, GradientSums } from "./gradient-sums.ts";
import { cutGrey } from "./grey-crop.ts";
import {
  COORDINATES,
  keptOf,
  moveLandmarks,
  projectDescriptors,
  type SdmStage,
} from "./sdm-stage.ts";

/** All that training leaves. */
export interface SdmWeights {
  /** Edge in px of the grey crops that are looked at. */
  readonly size: number;
  /** Where landmarks start: 68 xyz triples in fractions of the crop's side from its centre, y down, z towards the camera. */
  readonly meanFace: Float32Array;
  /** In their order; there may be none, which leaves the mean face. */
  readonly stages: readonly SdmStage[];
}

/** A trained cascade. It keeps buffers: one face at a time. */
export class Sdm {
  /** What it was made of. */
  readonly weights: SdmWeights;
  readonly #sums: GradientSums;
  readonly #descriptors = new Float32Array(FACE_LENGTH);
  readonly #inputs: readonly Float32Array[];
  readonly #crop: Float32Array;

  /**
   * @param file - where the weights were read from, for errors.
   * @throws RangeError naming what has a wrong length, or is no finite number.
   */
  constructor(weights: SdmWeights, file?: string) {
    checkWeights(weights, file);
    this.weights = weights;
    this.#sums = new GradientSums(weights.size);
    this.#crop = new Float32Array(weights.size ** 2);
    this.#inputs = weights.stages.map(
      (stage) => new Float32Array(LANDMARK_COUNT * keptOf(stage)),
    );
  }

  /**
   * Finds the landmarks in a crop.
   *
   * @param crop - `size * size` grey levels from 0 to 255: the protocol's window about the face's box ({@link cutGrey}).
   * @returns 68 xyz triples in fractions of the crop's side from its centre.
   * @throws RangeError where the crop has another length or a level that is none.
   */
  align(crop: Float32Array): Float32Array {
    const landmarks = this.weights.meanFace.slice();
    this.#sums.fill(crop);
    for (const [
      i,
      { cell, projection, regression },
    ] of this.weights.stages.entries()) {
      const inputs = this.#inputs[i]!;
      describeFace(this.#sums, landmarks, cell, this.#descriptors);
      projectDescriptors(projection, this.#descriptors, inputs);
      moveLandmarks(regression, inputs, landmarks);
    }
    return landmarks;
  }

  /**
   * Finds the landmarks of a face in a picture.
   *
   * @param box - the tight box of its landmarks, or what a detector gives for it, px.
   * @returns 68 xyz triples in px of the picture.
   * @throws RangeError where the box has no extent.
   */
  alignPicture(picture: Picture, box: Box): Float32Array {
    const window = protocolWindow(box);
    cutGrey(picture, window, this.weights.size, this.#crop);
    const landmarks = this.align(this.#crop);
    return toPicture(landmarks, window, landmarks);
  }
}

function checkWeights(
  { size, meanFace, stages }: SdmWeights,
  file?: string,
): void {
  checkSize(size, file);
  checkNumbers(meanFace, COORDINATES, "mean face", file);
  for (const [i, stage] of stages.entries()) {
    const { cell, projection, regression } = stage;
    if (!(Number.isInteger(cell) && cell >= 1 && cell <= size))
      throw expected(
        `a whole number from 1 to ${size}`,
        `cell of stage ${i}`,
        cell,
        { file },
      );
    const kept = keptOf(stage);
    if (!(Number.isInteger(kept) && kept >= 1 && kept <= DESCRIPTOR_LENGTH))
      throw expected(
        `68 x 1 to ${DESCRIPTOR_LENGTH} directions of ${DESCRIPTOR_LENGTH} numbers`,
        `projection of stage ${i}`,
        projection,
        { file },
      );
    checkNumbers(
      projection,
      projection.length,
      `projection of stage ${i}`,
      file,
    );
    checkNumbers(
      regression,
      (LANDMARK_COUNT * kept + 1) * COORDINATES,
      `regression of stage ${i}`,
      file,
    );
  }
}

function checkNumbers(
  values: Float32Array,
  length: number,
  name: string,
  file?: string,
): void {
  if (values.length !== length)
    throw expected(`${length} numbers`, name, values, { file });
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index >= 0)
    throw expected("a finite number", `${name}[${index}]`, values[index], {
      file,
    });
}
