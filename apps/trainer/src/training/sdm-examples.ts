import {
  augment,
  createRandom,
  NO_AUGMENTATION,
  type AugmentSettings,
  type FacePack,
} from "@fdhm/datasets";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { GREY_PARTS, type FaceCrops } from "@fdhm/sdm";

/** Names what the numbers are drawn for. */
const STREAM = 3;

/** Boxes as in tables and a little beside, heads that hang to the side, and light as it comes: a linear cascade gains nothing by what hides a face. */
export const SDM_AUGMENTATION: AugmentSettings = {
  ...NO_AUGMENTATION,
  flip: 0.5,
  rotation: Math.PI / 12,
  rotationMost: Math.PI / 2,
  scale: [0.92, 1.08],
  shift: 0.035,
  brightness: 0.1,
  contrast: 0.2,
  gamma: 0.2,
  blur: 0.1,
  noise: 0.1,
  noiseDeviation: 10,
};

/** Which examples are made of a pack. */
export interface SdmExamples {
  /** First face. */
  readonly first: number;
  /** The face after the last. */
  readonly end: number;
  /** Examples of each face. */
  readonly times: number;
  /** How they are varied. */
  readonly settings: AugmentSettings;
  /** Edge in px. */
  readonly size: number;
  /** What is drawn follows from it, the face and the time. */
  readonly seed: number;
}

/** Cuts grey examples of the faces of a pack; a depth that is not known stays NaN. */
export function sdmExamples(
  pack: FacePack,
  { first, end, times, settings, size, seed }: SdmExamples,
): FaceCrops {
  const count = times * (end - first);
  const pixels = size * size;
  const coordinates = 3 * LANDMARK_COUNT;
  const pictures = new Uint8Array(count * pixels);
  const landmarks = new Float32Array(count * coordinates);
  const target = {
    picture: new Float32Array(3 * pixels),
    landmarks: new Float32Array(coordinates),
    landmarkWeights: new Float32Array(coordinates),
    score: new Float32Array(1),
  };
  for (let i = 0; i < count; i++) {
    const time = Math.floor(i / (end - first));
    const face = first + (i % (end - first));
    const random = createRandom(seed, STREAM, time, face);
    augment(pack, face, random, settings, size, GREY_PARTS, target);
    for (let k = 0; k < pixels; k++)
      pictures[i * pixels + k] = Math.round(
        target.picture[3 * k]! +
          target.picture[3 * k + 1]! +
          target.picture[3 * k + 2]!,
      );
    for (let k = 0; k < coordinates; k++)
      landmarks[i * coordinates + k] =
        target.landmarkWeights[k] === 0 ? NaN : target.landmarks[k]!;
  }
  return { size, pictures, landmarks };
}

/** The crops of several sets one after the other. */
export function joinCrops(crops: readonly FaceCrops[]): FaceCrops {
  const length = (key: "pictures" | "landmarks") =>
    crops.reduce((sum, one) => sum + one[key].length, 0);
  const pictures = new Uint8Array(length("pictures"));
  const landmarks = new Float32Array(length("landmarks"));
  let picture = 0;
  let landmark = 0;
  for (const one of crops) {
    pictures.set(one.pictures, picture);
    landmarks.set(one.landmarks, landmark);
    picture += one.pictures.length;
    landmark += one.landmarks.length;
  }
  return { size: crops[0]!.size, pictures, landmarks };
}
