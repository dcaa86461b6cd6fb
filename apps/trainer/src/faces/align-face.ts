import type { Box, Picture } from "@fdhm/landmarks";
import type { FaceAligner, FaceAlignment } from "@fdhm/runtime-web";

/**
 * Aligns a face whose box is not the tight box of its points: a detector's, or a guess. The points found from such a box
 * give a better one, from which the face is aligned again.
 *
 * @param passes - alignments in all; 1 where the box is tight already.
 */
export async function alignFace(
  aligner: FaceAligner,
  picture: Picture,
  box: Box,
  passes: number,
): Promise<FaceAlignment> {
  let face = await aligner.align(picture, box);
  for (let pass = 1; pass < passes; pass++)
    face = await aligner.align(picture, face.box);
  return face;
}

/** Where a face is guessed in a picture that shows one face and comes without a box: the middle, two thirds of the shorter edge. */
export function centralBox({ width, height }: Picture): Box {
  const edge = (Math.min(width, height) * 2) / 3;
  return {
    x: (width - edge) / 2,
    y: (height - edge) / 2,
    width: edge,
    height: edge,
  };
}
