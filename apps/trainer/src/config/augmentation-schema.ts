import { AUGMENT_DEFAULTS } from "@fdhm/datasets";
import { z } from "zod";

function chance(usual: number, what: string) {
  return z.number().min(0).max(1).default(usual).describe(what);
}

/** How training crops are varied. */
export const augmentationSchema = z.strictObject({
  flip: z.number().min(0).max(1).default(0.5).describe("Chance of a mirror."),
  rotation: z
    .number()
    .min(0)
    .max(180)
    .default(20)
    .describe("Standard deviation of the turn in the plane, degrees."),
  quarterTurns: z
    .number()
    .min(0)
    .max(1)
    .default(1 / 6)
    .describe("Chance that the turn is drawn evenly up to 90 degrees instead."),
  scale: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.12)
    .describe("Windows are up to this much larger or smaller."),
  shift: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.06)
    .describe("Windows are off by up to this fraction of their side."),
  perspective: z
    .number()
    .min(0)
    .max(0.4)
    .default(AUGMENT_DEFAULTS.perspective)
    .describe(
      "Windows are tilted by up to this much: a point at an edge moves by up to half this fraction of its distance.",
    ),
  background: chance(
    AUGMENT_DEFAULTS.background,
    "Chance of another background, where a source tells heads from what is behind them.",
  ),
  colour: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe("Strength of brightness, contrast, tint and grey."),
  occlusion: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe("Chance of a patch before the face."),
  hands: chance(AUGMENT_DEFAULTS.hands, "Chance of a hand before the face."),
  hair: chance(
    AUGMENT_DEFAULTS.hair,
    "Chance of hair that falls over the face.",
  ),
  motionBlur: chance(
    AUGMENT_DEFAULTS.motionBlur,
    "Chance of a blur along a line.",
  ),
  lowResolution: chance(
    AUGMENT_DEFAULTS.lowResolution,
    "Chance of a picture that comes from a quarter of the resolution, or more.",
  ),
  jpeg: chance(
    AUGMENT_DEFAULTS.jpeg,
    "Chance of a JPEG file's traces, quality 25 to 90.",
  ),
  negatives: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.06)
    .describe("Share of crops that hold no face or less than half of one."),
});
