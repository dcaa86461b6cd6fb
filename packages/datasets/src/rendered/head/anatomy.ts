import { PARTS } from "@fdhm/landmarks";
import {
  createTexture,
  landmarkBasis,
  type MorphableModel,
  type ShapeBasis,
  type Skin,
  type Texture,
} from "@fdhm/morphable-model";
import { ambientOcclusion } from "../light/ambient-occlusion.ts";
import { beardCover, type BeardCover } from "./beard.ts";
import { connectedParts } from "./connected-parts.ts";
import { findEyeballs } from "./eyeballs.ts";
import { aboveHairline } from "../hair/hair.ts";
import { lipCover } from "./lips.ts";
import { isOpenBehind } from "./inner-head.ts";
import { mouthInside } from "./mouth-bag.ts";
import { shoulderCover } from "../worn/clothes.ts";
import type { Triple } from "../solids/triple.ts";

/** What is found out about a model once, for all of its faces. */
export interface Anatomy {
  /** The model's landmarks alone. */
  readonly landmarks: ShapeBasis;
  /** The model's skins, ready to be drawn. */
  readonly skins: readonly PreparedSkin[];
  /** See {@link aboveHairline}. */
  readonly aboveHairline: Float32Array;
  /** See {@link ambientOcclusion}. */
  readonly openness: Float32Array;
  /** Vertices of the right and the left eyeball, where the model has them. */
  readonly eyeballs: readonly Uint32Array[] | undefined;
  /** Vertices of what is neither skin nor eye: teeth. */
  readonly teeth: Uint32Array;
  /** See {@link beardCover}. */
  readonly beard: BeardCover;
  /** See {@link mouthInside}. */
  readonly mouthInside: Float32Array;
  /** Whether the model ends before the back of the head, as face models do. */
  readonly openBehind: boolean;
  /** How much of each vertex a pullover covers, where the model has shoulders: 0 to 1. */
  readonly shoulders: Float32Array;
  /** See {@link lipCover}. */
  readonly lips: Float32Array;
}

/** A skin as the painter needs it. */
export interface PreparedSkin {
  /** With its reductions. */
  readonly texture: Texture;
  /** Mean colour along the jaw, 0 to 1. */
  readonly colour: Triple;
}

/** Openness of eyes and teeth: the lids and lips that cover them in the mean are open when they are seen. */
const LEAST_INSIDE = 0.7;

const taken = new WeakMap<MorphableModel, Anatomy>();

/** A model's measures, taken once: sets for training, validation and test draw from the same model. */
export function anatomyOf(model: MorphableModel): Anatomy {
  const known = taken.get(model);
  if (known !== undefined) return known;
  const anatomy = takeAnatomy(model);
  taken.set(model, anatomy);
  return anatomy;
}

function takeAnatomy(model: MorphableModel): Anatomy {
  const eyeballs = findEyeballs(model);
  const eyes = new Set(eyeballs?.flatMap((part) => [...part]));
  const [, ...parts] = connectedParts(model);
  const loose = new Set(parts.flatMap((part) => [...part]));
  const openness = ambientOcclusion(model);
  const lips = lipCover(model);
  for (const vertex of loose) lips[vertex] = 0;
  return {
    landmarks: landmarkBasis(model),
    skins: model.skins.map((skin) => ({
      texture: createTexture(skin),
      colour: skinColour(model, skin),
    })),
    aboveHairline: aboveHairline(model),
    openness: openness.map((open, vertex) =>
      loose.has(vertex) ? Math.max(LEAST_INSIDE, open) : open,
    ),
    mouthInside: mouthInside(model, openness),
    openBehind: isOpenBehind(model),
    shoulders: shoulderCover(model),
    eyeballs,
    teeth: Uint32Array.from(loose).filter((vertex) => !eyes.has(vertex)),
    beard: beardCover(model),
    lips,
  };
}

function skinColour(
  { uv, landmarks }: MorphableModel,
  { width, height, data }: Skin,
): Triple {
  const [first, end] = PARTS.jaw;
  const sum: [number, number, number] = [0, 0, 0];
  for (const vertex of landmarks.subarray(first, end)) {
    const x = Math.min(width - 1, Math.floor(uv[2 * vertex]! * width));
    const y = Math.min(height - 1, Math.floor(uv[2 * vertex + 1]! * height));
    for (let c = 0; c < 3; c++)
      sum[c]! += data[3 * (y * width + x) + c]! / 255 / (end - first);
  }
  return sum;
}
