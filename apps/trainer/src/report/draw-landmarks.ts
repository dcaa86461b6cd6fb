import { CONTOURS, contourPath, type Box, type Picture } from "@fdhm/landmarks";
import sharp from "sharp";

/** A face to be drawn over its picture. */
export interface DrawnFace {
  /** 68 xyz triples in picture px. */
  readonly landmarks: Float32Array;
  /** Visibility of each landmark in 0..1; hidden ones are drawn hollow. All visible where it is left out. */
  readonly visibility?: Float32Array;
  /** The box the face was looked for in. */
  readonly box?: Box;
}

/** Smallest edge of a drawing in px: small pictures are enlarged so that the points can be told apart. */
const SMALLEST_EDGE = 480;

function face(
  { landmarks, visibility, box }: DrawnFace,
  scale: number,
): string {
  // The centre of pixel 0 lies half a pixel inside the drawing.
  const at = (k: number) =>
    [landmarks[3 * k]!, landmarks[3 * k + 1]!].map((v) =>
      ((v + 0.5) * scale).toFixed(2),
    );
  const lines = CONTOURS.map(
    (contour) => `<path d="${contourPath(contour, (k) => at(k).join(" "))}"/>`,
  );
  const points = Array.from({ length: landmarks.length / 3 }, (_, k) => {
    const [x, y] = at(k);
    const hidden = (visibility?.[k] ?? 1) < 0.5;
    return `<circle cx="${x}" cy="${y}" r="2.6" fill="${hidden ? "none" : "#ffffff"}" stroke="${hidden ? "#ff9f1c" : "#0b6e4f"}"/>`;
  });
  const frame =
    box === undefined
      ? ""
      : `<rect x="${(box.x + 0.5) * scale}" y="${(box.y + 0.5) * scale}" width="${box.width * scale}" height="${box.height * scale}" stroke="#3a86ff" stroke-dasharray="6 4"/>`;
  return `<g fill="none" stroke="#2ec4b6" stroke-width="1.4">${frame}${lines.join("")}${points.join("")}</g>`;
}

/**
 * Draws contours and points over a picture.
 *
 * @returns a PNG file; a picture smaller than 480 px is enlarged.
 */
export async function drawLandmarks(
  picture: Picture,
  faces: readonly DrawnFace[],
): Promise<Buffer> {
  const { data, width, height, channels } = picture;
  const scale = Math.max(1, SMALLEST_EDGE / Math.min(width, height));
  const drawnWidth = Math.round(width * scale);
  const drawnHeight = Math.round(height * scale);
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${drawnWidth}" height="${drawnHeight}">${faces
    .map((one) => face(one, scale))
    .join("")}</svg>`;
  return sharp(data, { raw: { width, height, channels } })
    .resize(drawnWidth, drawnHeight, { kernel: "cubic" })
    .composite([{ input: Buffer.from(overlay) }])
    .png()
    .toBuffer();
}
