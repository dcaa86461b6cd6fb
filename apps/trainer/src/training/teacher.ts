import { expected } from "@fdhm/errors";
import {
  toNormalised,
  type Box,
  type CropWindow,
  type Normalisation,
} from "@fdhm/landmarks";
import { COORDINATES, type Batch } from "@fdhm/networks";
import { FaceAligner } from "@fdhm/runtime-web";
import type { BatchShape } from "./batch-layout.ts";

/** What a teacher is asked for. */
export interface TeacherTask {
  /** Its model file. */
  readonly model: string;
  /** How much of a landmark's target is the teacher's answer, above 0 to 1; the rest is the label. */
  readonly weight: number;
}

/** What of an aligner teaches. */
type Teaching = Pick<FaceAligner, "align" | "decoding">;

/**
 * Distillation: labels become a mean of what is marked and of what a larger network says of the very crop that the student
 * sees (Hinton, Vinyals, Dean, "Distilling the knowledge in a neural network", 2015, for coordinates). Where a coordinate is not
 * marked, the teacher's stands alone. A crop without a face keeps its labels.
 */
export class Teacher {
  readonly #aligner: Teaching;
  readonly #weight: number;
  readonly #normalisation: Normalisation;

  /**
   * @param aligner - the teacher; it may take pictures of another size than the student.
   * @param weight - see {@link TeacherTask}.
   * @param normalisation - of the student's pictures.
   */
  constructor(aligner: Teaching, weight: number, normalisation: Normalisation) {
    this.#aligner = aligner;
    this.#weight = weight;
    this.#normalisation = normalisation;
  }

  /**
   * @throws RangeError where the file cannot be read or is no model of ours.
   */
  static async load(
    task: TeacherTask,
    normalisation: Normalisation,
  ): Promise<Teacher> {
    return new Teacher(await open(task), task.weight, normalisation);
  }

  /**
   * Finds out whether a teacher can be loaded, before a training starts.
   *
   * @throws RangeError where the file cannot be read or is no model of ours.
   */
  static async check(task: TeacherTask): Promise<void> {
    await (await open(task)).dispose();
  }

  /** Changes a batch's landmarks and their weights. A crop for which the teacher has no sensible answer is left as it is. */
  async teach(batch: Batch, { crops, size }: BatchShape): Promise<void> {
    const window: CropWindow = {
      centreX: (size - 1) / 2,
      centreY: (size - 1) / 2,
      side: size,
      roll: 0,
    };
    const box = boxOf(window, this.#aligner.decoding);
    for (let i = 0; i < crops; i++) {
      if (batch.scores[i] !== 1) continue;
      const data = this.#bytes(
        batch.images.subarray(i * size * size * 3, (i + 1) * size * size * 3),
      );
      const picture = { data, width: size, height: size, channels: 3 } as const;
      const face = await this.#aligner
        .align(picture, box)
        .catch(() => undefined);
      if (face === undefined) continue;
      const part = (all: Float32Array) =>
        all.subarray(i * COORDINATES, (i + 1) * COORDINATES);
      this.#mix(
        toNormalised(face.landmarks, window),
        part(batch.landmarks),
        part(batch.landmarkWeights),
      );
    }
  }

  #mix(
    taught: Float32Array,
    landmarks: Float32Array,
    weights: Float32Array,
  ): void {
    for (let k = 0; k < COORDINATES; k++)
      if (weights[k] === 0) {
        landmarks[k] = taught[k]!;
        weights[k] = this.#weight;
      } else
        landmarks[k] =
          (1 - this.#weight) * landmarks[k]! + this.#weight * taught[k]!;
  }

  /** The picture that a student's input was made of. */
  #bytes(input: Float32Array): Uint8Array {
    const { mean, deviation } = this.#normalisation;
    return Uint8Array.from(input, (value, i) =>
      Math.min(
        255,
        Math.max(0, Math.round(value * deviation[i % 3]! + mean[i % 3]!)),
      ),
    );
  }
}

function open({ model }: TeacherTask): Promise<FaceAligner> {
  return FaceAligner.load(model).catch((cause: unknown) => {
    throw expected("a model to learn from", "training.teacher", cause, {
      file: model,
      cause,
    });
  });
}

/** The face box for which a model cuts a given window. */
function boxOf(
  { centreX, centreY, side }: CropWindow,
  { boxScale, boxShift }: Teaching["decoding"],
): Box {
  const edge = side / boxScale;
  return {
    x: centreX - boxShift[0] * edge - edge / 2,
    y: centreY - boxShift[1] * edge - edge / 2,
    width: edge,
    height: edge,
  };
}
