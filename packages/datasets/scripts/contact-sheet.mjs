// What the scripts that draw faces share: which faces, dots for landmarks, and the sheet of cells.
import sharp from "sharp";
import { createDataset } from "@fdhm/datasets";
import { PARTS } from "@fdhm/landmarks";

/** Jaw red, brows yellow, nose cyan, eyes green, mouth magenta. */
const COLOURS = [
  [PARTS.jaw, [255, 60, 60]],
  [PARTS.rightBrow, [255, 220, 0]],
  [PARTS.leftBrow, [255, 220, 0]],
  [PARTS.noseBridge, [0, 255, 255]],
  [PARTS.noseBase, [0, 255, 255]],
  [PARTS.rightEye, [60, 255, 60]],
  [PARTS.leftEye, [60, 255, 60]],
  [PARTS.outerLips, [255, 80, 255]],
  [PARTS.innerLips, [255, 80, 255]],
];

/** Options of a command line that say which faces of a set are drawn. */
export const CHOICE = {
  count: { type: "string", default: "24" },
  first: { type: "string", default: "0" },
  step: { type: "string", default: "1" },
};

/** Those faces, as a set of their own. */
export function chosen(dataset, { count, first, step }) {
  const indices = Array.from(
    { length: Number(count) },
    (_, i) => Number(first) + i * Number(step),
  ).filter((index) => index < dataset.length);
  return createDataset(dataset.name, indices.length, (i) =>
    dataset.sample(indices[i]),
  );
}

/** Sets a dot of 3 x 3 px into a square of RGB; a hollow one leaves its middle. */
export function drawDot(pixels, edge, x, y, colour, hollow = false) {
  for (let v = -1; v <= 1; v++)
    for (let u = -1; u <= 1; u++) {
      const [px, py] = [Math.round(x) + u, Math.round(y) + v];
      if (px < 0 || py < 0 || px >= edge || py >= edge) continue;
      if (hollow && u === 0 && v === 0) continue;
      pixels.set(colour, 3 * (py * edge + px));
    }
}

/** Sets a dot at each of 68 landmarks in px of the square; hidden ones are hollow. */
export function drawLandmarks(pixels, edge, landmarks, visibility) {
  for (const [[first, end], colour] of COLOURS)
    for (let k = first; k < end; k++)
      drawDot(
        ...[pixels, edge, landmarks[3 * k], landmarks[3 * k + 1], colour],
        visibility?.[k] < 0.5,
      );
}

/** Writes squares of RGB side by side, row after row, as a PNG, or as what the ending of the file says. */
export async function writeSheet(file, cells, edge, columns) {
  const raw = { width: edge, height: edge, channels: 3 };
  const rows = Math.ceil(cells.length / columns);
  await sharp({
    create: {
      width: columns * edge,
      height: rows * edge,
      channels: 3,
      background: "#000",
    },
  })
    .composite(
      cells.map((cell, i) => ({
        input: Buffer.from(cell),
        raw,
        left: (i % columns) * edge,
        top: Math.floor(i / columns) * edge,
      })),
    )
    .toFile(file);
}
