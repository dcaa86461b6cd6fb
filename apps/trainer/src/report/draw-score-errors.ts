import sharp from "sharp";
import type { ScoredCrop } from "../faces/measure-score.ts";
import { drawSheet } from "./draw-sheet.ts";

const COLUMNS = 6;
/** Edge of a drawing in px, and height of the strip that tells what it is. */
const EDGE = 320;
const STRIP = 34;

/**
 * Draws the crops that a score is most mistaken about, worst first: faces that score low beside crops without one that
 * score high.
 *
 * @param count - crops on the sheet.
 * @returns a PNG file.
 */
export async function drawScoreErrors(
  crops: readonly ScoredCrop[],
  count: number,
): Promise<Buffer> {
  const worst = crops
    .map((one) => ({
      ...one,
      error: one.kind === "face" ? 1 - one.score : one.score,
    }))
    .sort((a, b) => b.error - a.error)
    .slice(0, count);
  return drawSheet(await Promise.all(worst.map(drawCrop)), COLUMNS);
}

function drawCrop({ crop, kind, score }: ScoredCrop): Promise<Buffer> {
  const { data, width, height, channels } = crop;
  const text = `${kind} ${score.toFixed(3)}`;
  const strip = `<svg xmlns="http://www.w3.org/2000/svg" width="${EDGE}" height="${EDGE}"><rect y="${EDGE - STRIP}" width="${EDGE}" height="${STRIP}" fill="#000" fill-opacity="0.7"/><text x="8" y="${EDGE - 10}" font-family="sans-serif" font-size="22" fill="#fff">${text}</text></svg>`;
  return sharp(data, { raw: { width, height, channels } })
    .resize(EDGE, EDGE, { kernel: "cubic" })
    .composite([{ input: Buffer.from(strip) }])
    .png()
    .toBuffer();
}
