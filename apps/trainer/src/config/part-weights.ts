import { PARTS, type Part } from "@fdhm/landmarks";
import { z } from "zod";

/** A weight for each part of the face, 1 where it is left out. */
export const partWeights = z
  .strictObject(
    Object.fromEntries(
      Object.keys(PARTS).map((part) => [
        part,
        z.number().nonnegative().default(1),
      ]),
    ) as Record<Part, z.ZodDefault<z.ZodNumber>>,
  )
  .prefault({})
  .describe("Weights of the landmarks by part of the face.");
