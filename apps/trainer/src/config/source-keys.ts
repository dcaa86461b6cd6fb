import { z } from "zod";

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
