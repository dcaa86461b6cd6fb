import { CONTOURS, contourPath, type Box, type Picture } from "@fdhm/landmarks";
import sharp from "sharp";
import { cutFace } from "./cut-face.ts";

/** Colour of the points that were found. */
export const FOUND_COLOUR = "#2dd4bf";
/** Colour of the true points. */
export const TRUE_COLOUR = "#ffb000";

/** Edge of a drawing in px: twice what a page shows it at. */
const EDGE = 288;
/** Of WebP, 1 to 100: a drawing takes about 12 kB. */
const QUALITY = 72;

/**
 * Draws what was found of a face over what is true, cut out of its picture.
 *
 * @param found - 68 xyz triples in picture px; null where there are none.
 * @param truth - likewise.
 * @returns a WebP file, 288 px wide and high.
 */
export async function drawComparison(
  picture: Picture,
  box: Box,
  found: Float32Array | null,
  truth: Float32Array,
): Promise<Buffer> {
  const cut = cutFace(picture, box, EDGE);
  const groups = [
    drawFace(cut.place(truth), TRUE_COLOUR, 1.3),
    found === null ? "" : drawFace(cut.place(found), FOUND_COLOUR, 1.6),
  ];
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${EDGE}" height="${EDGE}">${groups.join("")}</svg>`;
  return sharp(cut.picture.data, {
    raw: { width: EDGE, height: EDGE, channels: 3 },
  })
    .composite([{ input: Buffer.from(overlay) }])
    .webp({ quality: QUALITY })
    .toBuffer();
}

function drawFace(
  landmarks: Float32Array,
  colour: string,
  radius: number,
): string {
  // The centre of pixel 0 lies half a pixel inside the drawing.
  const at = (k: number) =>
    [landmarks[3 * k]!, landmarks[3 * k + 1]!].map((v) => (v + 0.5).toFixed(1));
  const lines = CONTOURS.map((contour) => {
    const path = contourPath(contour, (k) => at(k).join(" "));
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-opacity="0.7"/>`;
  });
  const points = Array.from({ length: landmarks.length / 3 }, (_, k) => {
    const [x, y] = at(k);
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`;
  });
  return `<g>${lines.join("")}${points.join("")}</g>`;
}
