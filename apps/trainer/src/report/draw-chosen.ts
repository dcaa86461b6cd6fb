import type { Dataset } from "@fdhm/datasets";
import type { MeasuredFace } from "../faces/measure.ts";
import { chooseFaces } from "./choose-faces.ts";
import { drawComparison } from "./draw-comparison.ts";
import type { ReportedFaces, ShownFace } from "./report.ts";

/**
 * Draws the worst, the typical and the best faces of a set.
 *
 * @param dataset - what was measured.
 * @param faces - what came out, in the order of the set.
 */
export async function drawChosen(
  dataset: Dataset,
  faces: readonly MeasuredFace[],
): Promise<ReportedFaces["shown"]> {
  const drawAll = async (indices: readonly number[]) => {
    const drawn: ShownFace[] = [];
    for (const index of indices) {
      const { name, nme, yaw, landmarks, truth } = faces[index]!;
      const { readPicture, box } = await dataset.sample(index);
      const drawing = await drawComparison(
        await readPicture(),
        box,
        landmarks,
        truth,
      );
      drawn.push({ name, nme, yaw, drawing });
    }
    return drawn;
  };
  const chosen = chooseFaces(faces.map(({ nme }) => nme));
  return {
    worst: await drawAll(chosen.worst),
    typical: await drawAll(chosen.typical),
    best: await drawAll(chosen.best),
  };
}
