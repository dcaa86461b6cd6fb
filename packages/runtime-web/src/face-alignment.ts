import { expected } from "@fdhm/errors";
import {
  tightBox,
  toPicture,
  type Box,
  type CropWindow,
  type Decoding,
} from "@fdhm/landmarks";
import {
  poseFromPoints,
  type EulerAngles,
} from "@fdhm/morphable-model/geometry";
import { visibility } from "./visibility.ts";

/** What is known of one face. */
export interface FaceAlignment {
  /**
   * The 68 landmarks of iBUG as xyz triples in picture px: x right, y down, z towards the camera, relative to the mean z
   * of the 68. 204 numbers.
   */
  readonly landmarks: Float32Array;
  /** Head pose in radians, of the mean face that fits the landmarks best; angles as in 300W-LP. */
  readonly pose: EulerAngles;
  /** How much the surface at each landmark faces the camera, 0 to 1: see {@link visibility}. 68 numbers. */
  readonly visibility: Float32Array;
  /** How sure the network is that the box holds a face, 0 to 1. */
  readonly score: number;
  /**
   * How far each landmark is expected to be off along x and along y on average, in picture px: 68 numbers, if the model tells
   * it.
   */
  readonly uncertainty?: Float32Array;
  /** Tight box of the landmarks in picture px: hand it to the next frame's `align`, or let `nextBox` turn it with the head. */
  readonly box: Box;
}

/** Reads a network's output: knows the mean face of the model file. */
export class Decoder {
  /** Mean face, y up. */
  readonly #meanFace: Float32Array;
  /** Its normals, y up. */
  readonly #normals: Float32Array;

  constructor({ meanFace, meanNormals }: Decoding) {
    this.#meanFace = upright(meanFace);
    this.#normals = upright(meanNormals);
  }

  /**
   * @param normalised - 68 xyz triples in fractions of the window's side from its centre.
   * @param score - 0 to 1.
   * @param window - the square that the network saw.
   * @param uncertainty - 68 numbers in fractions of the window's side, if the network tells them.
   * @throws RangeError where the network gave broken numbers.
   */
  decode(
    normalised: Float32Array,
    score: number,
    window: CropWindow,
    uncertainty?: Float32Array,
  ): FaceAlignment {
    if (!(score >= 0 && score <= 1))
      throw expected("0 to 1", "output score of the model", score);
    uncertainty?.forEach((value, k) => {
      if (!(value >= 0 && Number.isFinite(value)))
        throw expected(
          "a number of at least 0",
          `output uncertainty[${k}] of the model`,
          value,
        );
    });
    const landmarks = toPicture(normalised, window);
    const box = tightBox(landmarks);
    centreDepth(landmarks);
    const { pitch, yaw, roll } = poseFromPoints(
      this.#meanFace,
      landmarks,
      landmarks.length / 3,
    );
    const pose = { pitch, yaw, roll };
    return {
      landmarks,
      pose,
      visibility: visibility(this.#normals, pose),
      score,
      ...(uncertainty && {
        uncertainty: uncertainty.map((value) => value * window.side),
      }),
      box,
    };
  }
}

function upright(triples: readonly number[]): Float32Array {
  return Float32Array.from(triples, (value, i) =>
    i % 3 === 1 ? -value : value,
  );
}

/** Takes off what a network leaves of a common depth, which has no meaning under weak perspective. */
function centreDepth(landmarks: Float32Array): void {
  const count = landmarks.length / 3;
  let mean = 0;
  for (let i = 2; i < landmarks.length; i += 3) mean += landmarks[i]! / count;
  for (let i = 2; i < landmarks.length; i += 3) landmarks[i]! -= mean;
}
