import {
  createRandom,
  cutWithoutFace,
  type Dataset,
  type NegativeKind,
  type Sample,
} from "@fdhm/datasets";
import {
  protocolWindow,
  sampleCrop,
  type Box,
  type Decoding,
  type Picture,
} from "@fdhm/landmarks";
import type { FaceAligner } from "@fdhm/runtime-web";

/** What a crop shows. */
export type CropKind = "face" | "background" | "half face" | "no face";

/** A crop and what the network thinks of it. */
export interface ScoredCrop {
  /** Name of the sample it was cut from. */
  readonly name: string;
  /** What it shows. */
  readonly kind: CropKind;
  /** What the network saw, RGB. */
  readonly crop: Picture;
  /** 0 (no face) to 1 (face); 0 where the aligner refused the crop, as it would a face found there. */
  readonly score: number;
}

/** The kinds without a face, and which negatives they are made of. */
const WITHOUT: readonly (readonly [
  CropKind,
  readonly NegativeKind[] | "elsewhere",
])[] = [
  ["background", "elsewhere"],
  ["half face", ["beside"]],
  ["no face", ["part", "far", "shuffled", "background"]],
];

/** Crops of each kind without a face that are cut from each picture. */
const CROPS = 3;

/** Seed of the crops: tables are to be repeatable. */
const SEED = 1;

/**
 * Scores every face of a data set, from its box, and crops without a face: other places of the same picture (where it
 * has room), windows with less than half of the face, and what is no face at all, as training makes them.
 *
 * @param onProgress - called with the number of faces done.
 * @throws RangeError where the data set is at fault.
 */
export async function measureScore(
  aligner: FaceAligner,
  dataset: Dataset,
  onProgress: (done: number) => void = () => undefined,
): Promise<ScoredCrop[]> {
  const { decoding } = aligner;
  const whole = wholeBox(decoding);
  const scored: ScoredCrop[] = [];
  for (let index = 0; index < dataset.length; index++) {
    const sample = await dataset.sample(index);
    for (const { kind, crop } of await cutCrops(sample, index, decoding)) {
      const score = await aligner.align(crop, whole).then(
        (found) => found.score,
        () => 0,
      );
      scored.push({ name: sample.name, kind, crop, score });
    }
    onProgress(index + 1);
  }
  return scored;
}

async function cutCrops(
  { readPicture, box }: Sample,
  index: number,
  { inputSize, boxScale, boxShift }: Decoding,
): Promise<{ kind: CropKind; crop: Picture }[]> {
  const picture = await readPicture();
  const face = protocolWindow(box, boxScale, boxShift);
  const numbers = new Float32Array(3 * inputSize * inputSize);
  const raw = { mean: [0, 0, 0], deviation: [1, 1, 1] } as const;
  sampleCrop(picture, face, inputSize, raw, "nhwc", numbers);
  const data = Uint8Array.from(numbers, (value) => value + 0.5);
  const crops: { kind: CropKind; crop: Picture }[] = [
    {
      kind: "face",
      crop: { data, width: inputSize, height: inputSize, channels: 3 },
    },
  ];
  for (const [i, [kind, negatives]] of WITHOUT.entries())
    for (let round = 0; round < CROPS; round++) {
      const random = createRandom(SEED, index, i, round);
      const crop = cutWithoutFace(picture, face, negatives, inputSize, random);
      if (crop !== undefined) crops.push({ kind, crop });
    }
  return crops;
}

/** The box whose window is a crop of the input's size: pixel for pixel what the network sees. */
function wholeBox({ inputSize, boxScale, boxShift }: Decoding): Box {
  const edge = inputSize / boxScale;
  const [x, y] = boxShift.map(
    (shift) => (inputSize - 1) / 2 - edge / 2 - shift * edge,
  ) as [number, number];
  return { x, y, width: edge, height: edge };
}
