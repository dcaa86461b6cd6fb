// Draws a contact sheet of the augmentations, to be looked at: one row each, its name at the left, the same faces in
// every row with their landmarks as dots, the subject's right side red, the left side green, the middle yellow; hidden
// points hollow. Where the pose is known, a line shows where the nose points, another (white) the top of the head.
//
//   npm run build && node packages/datasets/scripts/draw-augmentations.mjs OUT.png SOURCE [PATH] [--count 8] [--first 0]
//     [--step 1] [--cell 168] [--seed 1] [--only NAME,NAME] [--bare]
//
// SOURCE is `pts` (with the PATH of a folder) or `rendered`; --only draws some of the rows, --bare no dots.
import { argv, stdout } from "node:process";
import { parseArgs } from "node:util";
import sharp from "sharp";
import {
  AUGMENT_DEFAULTS,
  NO_AUGMENTATION,
  augment,
  createDataset,
  createRandom,
  openPtsFolder,
  openRenderedFaces,
  packFaces,
} from "@fdhm/datasets";
import { MIRROR } from "@fdhm/landmarks";
import { rotation } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";

const text = { type: "string" };
const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    count: { ...text, default: "8" },
    first: { ...text, default: "0" },
    step: { ...text, default: "1" },
    cell: { ...text, default: "168" },
    seed: { ...text, default: "1" },
    only: text,
    bare: { type: "boolean", default: false },
  },
});
const [out, source, path] = positionals;
const cell = Number(values.cell);
const SIZE = 112;
const LABEL = 128;
const RAW = { mean: [0, 0, 0], deviation: [1, 1, 1] };

const tone = (name) => ({ [name]: AUGMENT_DEFAULTS[name] });
const ROWS = {
  nothing: {},
  flip: { flip: 1 },
  rotation: { rotationTail: 1, rotationMost: Math.PI / 2, surround: 1 },
  scale: { scale: AUGMENT_DEFAULTS.scale },
  shift: { shift: AUGMENT_DEFAULTS.shift },
  perspective: { perspective: AUGMENT_DEFAULTS.perspective },
  "strong perspective": { perspective: 0.4, surround: 1 },
  background: { background: 1 },
  colour: {
    ...tone("brightness"),
    ...tone("contrast"),
    ...tone("tint"),
    ...tone("saturation"),
  },
  gamma: tone("gamma"),
  grey: { grey: 1 },
  blur: { blur: 1 },
  "motion blur": { motionBlur: 1, motionLength: AUGMENT_DEFAULTS.motionLength },
  resolution: {
    lowResolution: 1,
    lowestResolution: AUGMENT_DEFAULTS.lowestResolution,
  },
  noise: { noise: 1, noiseDeviation: AUGMENT_DEFAULTS.noiseDeviation },
  jpeg: { jpeg: 1, jpegQuality: AUGMENT_DEFAULTS.jpegQuality },
  patches: { occlusion: 1 },
  hands: { hands: 1 },
  hair: { hair: 1 },
  "no face": { negatives: 1, surround: 0.5 },
  "all by default": AUGMENT_DEFAULTS,
};

async function open() {
  if (source === "pts") return openPtsFolder(path, { recursive: true });
  const model = await loadOpenFace();
  const seed = Number(values.seed);
  return openRenderedFaces({ model, count: 1e6, seed, size: 256 });
}

function colourOf(k) {
  if (MIRROR[k] === k) return [255, 255, 0];
  const right =
    k < 8 || (k > 16 && k < 22) || (k > 35 && k < 42) || k === 31 || k === 32;
  const lips = [48, 49, 50, 58, 59, 60, 61, 67];
  return right || lips.includes(k) ? [255, 40, 40] : [40, 255, 40];
}

function drawDot(pixels, x, y, colour, hollow) {
  for (let v = -1; v <= 1; v++)
    for (let u = -1; u <= 1; u++) {
      const [px, py] = [Math.round(x) + u, Math.round(y) + v];
      if (px < 0 || py < 0 || px >= cell || py >= cell) continue;
      if (hollow && u === 0 && v === 0) continue;
      pixels.set(colour, 3 * (py * cell + px));
    }
}

/** Lines from the tip of the nose along two axes of the head. */
function drawPose(pixels, [pitch, yaw, roll], x, y) {
  const turn = rotation(pitch, yaw, roll);
  for (const [axis, colour] of [
    [2, [80, 200, 255]],
    [1, [255, 255, 255]],
  ])
    for (let i = 0; i <= 40; i++) {
      const far = (i / 40) * 0.3 * cell;
      drawDot(pixels, x + far * turn[axis], y - far * turn[3 + axis], colour);
    }
}

async function drawCell(pack, face, settings) {
  const target = {
    picture: new Float32Array(SIZE * SIZE * 3),
    landmarks: new Float32Array(204),
    landmarkWeights: new Float32Array(204),
    score: new Float32Array(1),
    pose: new Float32Array(3),
    visibility: new Float32Array(68),
  };
  const random = createRandom(Number(values.seed), face);
  augment(pack, face, random, settings, SIZE, RAW, target);
  const small = Uint8Array.from(target.picture, Math.round);
  const raw = { width: SIZE, height: SIZE, channels: 3 };
  const pixels = await sharp(small, { raw })
    .resize(cell, cell, { kernel: "nearest" })
    .raw()
    .toBuffer();
  if (target.score[0] === 0 || values.bare) return pixels;
  const at = (i) => (target.landmarks[i] + 0.5) * cell - 0.5;
  if (!Number.isNaN(target.pose[0]))
    drawPose(pixels, target.pose, at(90), at(91));
  for (let k = 0; k < 68; k++)
    drawDot(
      pixels,
      at(3 * k),
      at(3 * k + 1),
      colourOf(k),
      target.visibility[k] < 0.5,
    );
  return pixels;
}

const dataset = await open();
const [count, first, step] = [values.count, values.first, values.step].map(
  Number,
);
const chosen = createDataset(dataset.name, count, (i) =>
  dataset.sample(first + i * step),
);
const pack = await packFaces(chosen);
const rows = Object.entries(ROWS).filter(
  ([name]) => !values.only || values.only.split(",").includes(name),
);
const parts = [];
for (const [row, [name, change]] of rows.entries()) {
  const settings = { ...NO_AUGMENTATION, ...change };
  const top = row * cell;
  const words = name.replace(" ", "\n");
  parts.push({
    input: { text: { text: words, rgba: false, width: LABEL - 12, dpi: 110 } },
    left: 6,
    top: top + Math.floor(cell / 3),
  });
  for (let face = 0; face < count; face++)
    parts.push({
      input: await drawCell(pack, face, settings),
      raw: { width: cell, height: cell, channels: 3 },
      left: LABEL + face * cell,
      top,
    });
}
await sharp({
  create: {
    width: LABEL + count * cell,
    height: rows.length * cell,
    channels: 3,
    background: "#444",
  },
})
  .composite(parts)
  .png()
  .toFile(out);
stdout.write(`${rows.length} rows of ${dataset.name} in ${out}\n`);
