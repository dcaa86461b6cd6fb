// Draws a contact sheet of rendered faces, to be looked at, with their landmarks (see contact-sheet.mjs).
//
//   npm run build && node packages/datasets/scripts/draw-rendered.mjs OUT.png [--count 24] [--first 0] [--step 1]
//     [--columns 6] [--cell 192] [--seed 1] [--size 176] [--yaw 60] [--bare] [--backgrounds FOLDER]
//
// --yaw takes only faces within 5 degrees of that yaw to either side; --bare leaves the dots out. Sets that lie on disk are
// drawn by the trainer's `prepare inspect SET --sheet OUT.png`.
import { argv, stdout } from "node:process";
import { parseArgs } from "node:util";
import { openRenderedFaces } from "@fdhm/datasets";
import { protocolWindow, sampleCrop, toNormalised } from "@fdhm/landmarks";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { CHOICE, drawLandmarks, writeSheet } from "./contact-sheet.mjs";

const text = { type: "string" };
const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    ...CHOICE,
    columns: { ...text, default: "6" },
    cell: { ...text, default: "192" },
    seed: { ...text, default: "1" },
    size: { ...text, default: "176" },
    yaw: text,
    bare: { type: "boolean", default: false },
    backgrounds: text,
  },
});
const [out] = positionals;
const cell = Number(values.cell);
const MARGIN = 1.6;
const RAW = { mean: [0, 0, 0], deviation: [1, 1, 1] };

const faces = openRenderedFaces({
  model: await loadOpenFace(),
  count: 1e6,
  seed: Number(values.seed),
  size: Number(values.size),
  backgrounds: values.backgrounds,
});

function wanted({ pose }) {
  if (values.yaw === undefined) return true;
  const degrees = Math.abs((pose.yaw * 180) / Math.PI);
  return Math.abs(degrees - Number(values.yaw)) < 5;
}

async function drawCell({ box, readPicture, landmarks, visibility }) {
  const tight = protocolWindow(box);
  const window = { ...tight, side: tight.side * MARGIN };
  const crop = new Float32Array(cell * cell * 3);
  sampleCrop(await readPicture(), window, cell, RAW, "nhwc", crop);
  const pixels = Uint8Array.from(crop, Math.round);
  const points = toNormalised(landmarks, window).map(
    (value) => (value + 0.5) * cell - 0.5,
  );
  if (!values.bare) drawLandmarks(pixels, cell, points, visibility);
  return pixels;
}

const cells = [];
const [count, first, step] = [values.count, values.first, values.step].map(
  Number,
);
for (let index = first; cells.length < count; index += step) {
  const sample = await faces.sample(index);
  if (wanted(sample)) cells.push(await drawCell(sample));
}
await writeSheet(out, cells, cell, Number(values.columns));
stdout.write(`${cells.length} faces of ${faces.name} in ${out}\n`);
