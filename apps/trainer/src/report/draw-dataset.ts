import type { Dataset, Sample } from "@fdhm/datasets";
import { protocolWindow, sampleCrop, toNormalised } from "@fdhm/landmarks";
import { drawLandmarks } from "./draw-landmarks.ts";
import { drawSheet } from "./draw-sheet.ts";

/** Edge of a face's cut-out in px. */
const EDGE = 320;
/** Side of the cut-out over that of the protocol's window: what stands about a face tells whether its points are right. */
const MARGIN = 1.4;
const COLUMNS = 8;
const RAW = {
  mean: [0, 0, 0],
  deviation: [1, 1, 1],
} as const;

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
  const tight = protocolWindow(sample.box);
  const window = { ...tight, side: tight.side * MARGIN };
  const crop = new Float32Array(EDGE * EDGE * 3);
  sampleCrop(await sample.readPicture(), window, EDGE, RAW, "nhwc", crop);
  const landmarks = toNormalised(sample.landmarks, window).map((value, i) =>
    i % 3 === 2 ? value : (value + 0.5) * EDGE - 0.5,
  );
  const { visibility } = sample;
  return drawLandmarks(
    {
      data: Uint8Array.from(crop, (value) => value + 0.5),
      width: EDGE,
      height: EDGE,
      channels: 3,
    },
    [{ landmarks, ...(visibility && { visibility }) }],
  );
}
