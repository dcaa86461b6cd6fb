// Draws a contact sheet of a data set, to be looked at: each face with its landmarks as dots, the subject's right side
// red, the left side green, the middle yellow; hidden points hollow.
//
//   npm run build && node packages/datasets/scripts/draw-sheet.mjs OUT.png SOURCE [PATH] [--augment] [--count 24]
//     [--first 0] [--step 1] [--sort] [--columns 6] [--cell 192] [--seed 1] [--size 176] [--yaw 60] [--plain]
//     [--backgrounds FOLDER]
//
// SOURCE is `pts`, `benchmark` (with the PATH of a folder) or `rendered`; --augment draws training examples at 112 px
// instead, enlarged, those without a face framed in red; --sort orders the faces by yaw;
// --yaw takes only faces within 5 degrees of that yaw to either side; --plain leaves the dots out.
import { argv, stdout } from "node:process";
import { parseArgs } from "node:util";
import sharp from "sharp";
import {
  AUGMENT_DEFAULTS,
  augment,
  createDataset,
  createRandom,
  openBenchmark,
  openPtsFolder,
  openRenderedFaces,
  packFaces,
} from "@fdhm/datasets";
import {
  MIRROR,
  protocolWindow,
  sampleCrop,
  toNormalised,
} from "@fdhm/landmarks";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";

const text = { type: "string" };
const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    augment: { type: "boolean", default: false },
    count: { ...text, default: "24" },
    first: { ...text, default: "0" },
    step: { ...text, default: "1" },
    sort: { type: "boolean", default: false },
    columns: { ...text, default: "6" },
    cell: { ...text, default: "192" },
    seed: { ...text, default: "1" },
    size: { ...text, default: "176" },
    yaw: text,
    plain: { type: "boolean", default: false },
    backgrounds: text,
  },
});
const [out, source, path] = positionals;
const cell = Number(values.cell);
const seed = Number(values.seed);
const RAW = { mean: [0, 0, 0], deviation: [1, 1, 1] };

async function open() {
  if (source === "pts") return openPtsFolder(path, { recursive: true });
  if (source === "benchmark") return openBenchmark(path, { role: "tune" });
  const size = Number(values.size);
  const model = await loadOpenFace();
  const { backgrounds } = values;
  return openRenderedFaces({ model, count: 1e6, seed, size, backgrounds });
}

function colourOf(k) {
  if (MIRROR[k] === k) return [255, 255, 0];
  const right =
    k < 8 || (k > 16 && k < 22) || (k > 35 && k < 42) || k === 31 || k === 32;
  const lips = [48, 49, 50, 58, 59, 60, 61, 67];
  return right || lips.includes(k) ? [255, 40, 40] : [40, 255, 40];
}

/** Sets the dots of normalised landmarks into an RGB square. */
function drawDots(pixels, edge, normalised, scale, visibility) {
  for (let k = 0; k < 68; k++) {
    const x = Math.round((normalised[3 * k] / scale + 0.5) * edge - 0.5);
    const y = Math.round((normalised[3 * k + 1] / scale + 0.5) * edge - 0.5);
    const hidden = visibility !== undefined && visibility[k] < 0.5;
    for (let v = -1; v <= 1; v++)
      for (let u = -1; u <= 1; u++) {
        if (x + u < 0 || y + v < 0 || x + u >= edge || y + v >= edge) continue;
        if (hidden && u === 0 && v === 0) continue;
        pixels.set(colourOf(k), 3 * ((y + v) * edge + x + u));
      }
  }
}

function drawFrame(pixels, edge) {
  for (let i = 0; i < edge; i++)
    for (const at of [i, i * edge, (edge - 1) * edge + i, i * edge + edge - 1])
      pixels.set([255, 0, 0], 3 * at);
}

async function plainCell(dataset, index) {
  const sample = await dataset.sample(index);
  const margin = 1.6;
  const window = protocolWindow(sample.box);
  const crop = new Float32Array(cell * cell * 3);
  const wide = { ...window, side: window.side * margin };
  sampleCrop(await sample.readPicture(), wide, cell, RAW, "nhwc", crop);
  const pixels = Uint8Array.from(crop, Math.round);
  const normalised = toNormalised(sample.landmarks, window);
  if (!values.plain)
    drawDots(pixels, cell, normalised, margin, sample.visibility);
  return pixels;
}

async function augmentedCells(dataset, indices) {
  const chosen = createDataset(dataset.name, indices.length, (i) =>
    dataset.sample(indices[i]),
  );
  const pack = await packFaces(chosen);
  const size = 112;
  const cells = [];
  for (let i = 0; i < pack.count; i++) {
    const target = {
      picture: new Float32Array(size * size * 3),
      landmarks: new Float32Array(204),
      landmarkWeights: new Float32Array(204),
      score: new Float32Array(1),
    };
    const random = createRandom(seed, i);
    augment(pack, i, random, AUGMENT_DEFAULTS, size, RAW, target);
    const small = Uint8Array.from(target.picture, Math.round);
    const raw = { width: size, height: size, channels: 3 };
    const large = await sharp(small, { raw })
      .resize(cell, cell)
      .raw()
      .toBuffer();
    if (target.score[0] === 1) drawDots(large, cell, target.landmarks, 1);
    else drawFrame(large, cell);
    cells.push(large);
  }
  return cells;
}

const dataset = await open();

async function chooseIndices() {
  const indices = [];
  const step = Number(values.step);
  for (
    let index = Number(values.first);
    indices.length < Number(values.count) && index < dataset.length;
    index += step
  ) {
    const yaw = values.yaw && (await dataset.sample(index)).pose?.yaw;
    const degrees = Math.abs(((yaw ?? 0) * 180) / Math.PI);
    if (!values.yaw || Math.abs(degrees - Number(values.yaw)) < 5)
      indices.push(index);
  }
  return indices;
}

const indices = await chooseIndices();
if (values.sort) {
  const yaws = new Map();
  for (const index of indices)
    yaws.set(index, (await dataset.sample(index)).pose?.yaw ?? 0);
  indices.sort((a, b) => yaws.get(a) - yaws.get(b));
}
const cells = values.augment
  ? await augmentedCells(dataset, indices)
  : await Promise.all(indices.map((index) => plainCell(dataset, index)));
const columns = Number(values.columns);
const raw = { width: cell, height: cell, channels: 3 };
await sharp({
  create: {
    width: columns * cell,
    height: Math.ceil(cells.length / columns) * cell,
    channels: 3,
    background: "#000",
  },
})
  .composite(
    cells.map((input, i) => ({
      input: Buffer.from(input),
      raw,
      left: (i % columns) * cell,
      top: Math.floor(i / columns) * cell,
    })),
  )
  .png()
  .toFile(out);
stdout.write(`${cells.length} faces of ${dataset.name} in ${out}\n`);
