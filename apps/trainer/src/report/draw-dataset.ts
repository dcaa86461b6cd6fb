import type { Dataset, Sample } from "@fdhm/datasets";
import { cutFace } from "./cut-face.ts";
import { drawLandmarks } from "./draw-landmarks.ts";
import { drawSheet } from "./draw-sheet.ts";

/** Edge of a face's cut-out in px. */
const EDGE = 320;
const COLUMNS = 8;

/**
 * Draws faces of a data set with their labels, spread evenly over it, in order of their yaw where it is known: hidden
 * landmarks hollow.
 *
 * @param count - most faces.
 * @param wanted - tells by its name whether a face may be drawn.
 * @returns a PNG file.
 */
export async function drawDataset(
  dataset: Dataset,
  count: number,
  wanted: (name: string) => boolean = () => true,
): Promise<Buffer> {
  const drawn = Math.min(count, dataset.length);
  const faces: { yaw: number; cell: Buffer }[] = [];
  for (let i = 0; i < drawn; i++) {
    const index = Math.floor((i * dataset.length) / drawn);
    const sample = await dataset.sample(index);
    if (!wanted(sample.name)) continue;
    faces.push({ yaw: sample.pose?.yaw ?? 0, cell: await drawSample(sample) });
  }
  faces.sort((a, b) => a.yaw - b.yaw);
  return drawSheet(
    faces.map(({ cell }) => cell),
    COLUMNS,
  );
}

async function drawSample(sample: Sample): Promise<Buffer> {
  const cut = cutFace(await sample.readPicture(), sample.box, EDGE);
  const { visibility } = sample;
  return drawLandmarks(cut.picture, [
    {
      landmarks: cut.place(sample.landmarks),
      ...(visibility && { visibility }),
    },
  ]);
}
