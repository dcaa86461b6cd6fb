import type { Box } from "@fdhm/landmarks";
import type { FaceAlignment } from "./face-alignment.ts";
import type { FaceImage } from "./image.ts";
import type { NextBox } from "./track/next-box.ts";

/** What a tracker or a finder needs of an aligner: `FaceAligner` has it, and so has the one in a worker. */
export interface BatchAligner {
  /**
   * One alignment a box, each from a crop turned by the roll of the same place; undefined where others kept the aligner too
   * busy for this frame.
   */
  alignAll(
    image: FaceImage,
    boxes: readonly Box[],
    options: { readonly roll: readonly number[] },
  ): Promise<readonly FaceAlignment[] | undefined>;
}

/** Aligns at places of an image, again if need be until the aligner has the time. */
export async function alignPlaces(
  aligner: BatchAligner,
  image: FaceImage,
  places: readonly NextBox[],
): Promise<readonly FaceAlignment[]> {
  if (places.length === 0) return [];
  const boxes = places.map(({ box }) => box);
  const roll = places.map(({ roll }) => roll);
  for (;;) {
    const faces = await aligner.alignAll(image, boxes, { roll });
    if (faces !== undefined) return faces;
  }
}
