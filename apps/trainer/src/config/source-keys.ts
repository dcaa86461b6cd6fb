import { z } from "zod";
import { partWeights } from "./part-weights.ts";

/** What the labels of a source are worth where they differ from those of others. */
const trust = z
  .strictObject({
    weight: z
      .number()
      .nonnegative()
      .default(1)
      .describe("Of all its landmarks."),
    depth: z
      .number()
      .nonnegative()
      .default(1)
      .describe("Of z beside x and y, as where depth is a guess."),
    parts: partWeights,
  })
  .optional()
  .describe(
    "Weights of the loss for this source's faces, on top of training.loss's: as where its jaw is marked on the seen outline.",
  );

/** Where another set has the landmarks that this one marks. */
const convention = z
  .strictObject({
    of: z
      .string()
      .min(1)
      .describe("`aflw2000-3d`, or a file that `convention` has written."),
    share: z
      .number()
      .positive()
      .max(1)
      .default(1)
      .describe("How much of the way they go."),
  })
  .optional()
  .describe(
    "Another set's label convention, to which the landmarks are moved.",
  );

/** What every source takes. */
export const common = {
  weight: z
    .number()
    .positive()
    .optional()
    .describe("Share of the batches; by default the number of its faces."),
  boxes: z
    .enum(["tight", "jittered"])
    .default("tight")
    .describe(
      "Boxes of the points themselves, or such as detectors give: 5 % off, 10 % larger or smaller.",
    ),
  loss: trust,
  convention,
};

/** Where a source lies. */
export const path = z
  .string()
  .min(1)
  .describe("File or folder; ${NAME} stands for an environment variable.");

/** Which model draws or is fitted. */
export const model = z
  .string()
  .min(1)
  .default("open-face")
  .describe(
    "The embedded model (`open-face`), or a file that `writeMorphableModel` wrote.",
  );
