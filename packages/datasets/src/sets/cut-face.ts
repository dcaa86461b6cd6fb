import { expected } from "@fdhm/errors";
import {
  LANDMARK_COUNT,
  protocolWindow,
  sampleCrop,
  type CropWindow,
  type Normalisation,
  type Picture,
} from "@fdhm/landmarks";
import { unpackParameters, type FaceParameters } from "@fdhm/morphable-model";
import type { Sample } from "../sample.ts";

/** A face in a square picture of its own. */
export interface CutFace {
  /** `size` x `size` px, RGB. */
  readonly picture: Picture;
  /** 68 xyz triples in its px. */
  readonly landmarks: Float32Array;
  /** The same face in it. */
  readonly parameters: FaceParameters;
  /** The square in the picture that it was cut from. */
  readonly window: CropWindow;
}

const RAW: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/**
 * Cuts the square about a sample's face out of its picture, and moves points and parameters along; a picture of `size` x `size` px
 * stays whole.
 *
 * @param size - edge of the square in px afterwards.
 * @param boxScale - edge of the square over the longer edge of the face box.
 * @throws RangeError where the sample knows no parameters, has other than 68 landmarks or one whose place is unknown.
 */
export async function cutFace(
  sample: Sample,
  size: number,
  boxScale: number,
): Promise<CutFace> {
  const { name, landmarks, parameters } = sample;
  if (parameters === undefined)
    throw expected("parameters of a morphable model", `sample ${name}`, "none");
  if (landmarks.length !== 3 * LANDMARK_COUNT)
    throw expected(
      `${LANDMARK_COUNT} landmarks`,
      `sample ${name}`,
      landmarks.length / 3,
    );
  if (landmarks.some((value, i) => i % 3 !== 2 && !Number.isFinite(value)))
    throw expected("finite px", `landmarks of sample ${name}`, NaN);
  const face = unpackParameters(parameters);
  const picture = await sample.readPicture();
  const middle = (size - 1) / 2;
  if (picture.width === size && picture.height === size)
    return {
      picture,
      landmarks,
      parameters: face,
      window: { centreX: middle, centreY: middle, side: size, roll: 0 },
    };
  const window = protocolWindow(sample.box, boxScale);
  const crop = new Float32Array(size * size * 3);
  sampleCrop(picture, window, size, RAW, "nhwc", crop);
  const scale = size / window.side;
  const moveX = (x: number): number => (x - window.centreX) * scale + middle;
  const moveY = (y: number): number => (y - window.centreY) * scale + middle;
  const { pose } = face;
  return {
    picture: {
      data: Uint8Array.from(crop, Math.round),
      width: size,
      height: size,
      channels: 3,
    },
    landmarks: landmarks.map((value, i) =>
      [moveX, moveY, (z: number) => z * scale][i % 3]!(value),
    ),
    parameters: {
      ...face,
      pose: {
        ...pose,
        scale: pose.scale * scale,
        x: moveX(pose.x),
        y: moveY(pose.y),
      },
    },
    window,
  };
}
