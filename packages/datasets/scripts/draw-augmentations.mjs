// Draws a contact sheet of the augmentations, to be looked at: one row each, its name at the left, the same faces in
// every row with their landmarks (see contact-sheet.mjs). Where the pose is known, a line shows where the nose points, another (white) the top of the head.
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
  createRandom,
  openPtsFolder,
  openRenderedFaces,
  packFaces,
} from "@fdhm/datasets";
import { rotation } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { CHOICE, chosen, drawDot, drawLandmarks } from "./contact-sheet.mjs";

const text = { type: "string" };
const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    ...CHOICE,
    count: { ...text, default: "8" },
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

/** Lines from the tip of the nose along two axes of the head. */
function drawPose(pixels, [pitch, yaw, roll], x, y) {
  const turn = rotation(pitch, yaw, roll);
  for (const [axis, colour] of [
    [2, [80, 200, 255]],
    [1, [255, 255, 255]],
  ])
    for (let i = 0; i <= 40; i++) {
      const far = (i / 40) * 0.3 * cell;
      const [toX, toY] = [x + far * turn[axis], y - far * turn[3 + axis]];
      drawDot(pixels, cell, toX, toY, colour);
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
  drawLandmarks(
    pixels,
    cell,
    target.landmarks.map((_, i) => at(i)),
    target.visibility,
  );
  return pixels;
}

const dataset = await open();
const pack = await packFaces(chosen(dataset, values));
const { count } = pack;
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
