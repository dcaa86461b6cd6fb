// node apps/trainer/scripts/draw-evolution.mjs RUN WEIGHTS OUT.png [faces]: the estimate of a recurrent network step by step, on faces
// of the run's test set. WEIGHTS is what `export --run RUN --out x.safetensors` wrote. A row a face: the picture with the landmarks
// of the start and after every step; where the network draws a map of its estimate, that map below.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { landmarksInMap, renderDhm } from "@fdhm/dhm";
import { protocolWindow, sampleCrop } from "@fdhm/landmarks";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import {
  createNetwork,
  landmarkModel,
  predict,
  readWeights,
  startWasmBackend,
} from "@fdhm/networks";
import sharp from "sharp";
import { runConfigSchema } from "../dist/config/schema.js";
import { openSource } from "../dist/faces/open-source.js";
import { drawSheet } from "../dist/report/draw-sheet.js";
import { readRunDecoding } from "../dist/run/run-decoding.js";
import { networkChoice } from "../dist/training/network-choice.js";

const [run, file, out, count = "4"] = process.argv.slice(2);
const config = runConfigSchema.parse(
  JSON.parse(await readFile(join(run, "config.json"), "utf8")),
);
const decoding = await readRunDecoding(run);
const model = landmarkModel(await loadOpenFace());
const network = createNetwork(
  networkChoice(config.network, { meanFace: decoding.meanFace, model }),
);
const size = network.inputSize;
const { weights } = readWeights(network, await readFile(file), file);
await startWasmBackend();

/** A square of RGB from 0 to 1 as a PNG of 320 px. */
const toPng = (pixels) =>
  sharp(
    Uint8Array.from(pixels, (v) => Math.min(255, Math.max(0, 255 * v))),
    { raw: { width: size, height: size, channels: 3 } },
  )
    .resize(320, 320, { kernel: "nearest" })
    .png()
    .toBuffer();

/** The picture with points on it. */
async function marked(pixels, landmarks, colour) {
  const dots = landmarksInMap(landmarks, 320);
  let svg = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320">';
  for (let i = 0; i < dots.length; i += 3)
    svg += `<circle cx="${dots[i] + 0.5}" cy="${dots[i + 1] + 0.5}" r="3" fill="${colour}"/>`;
  return sharp(await toPng(pixels))
    .composite([{ input: Buffer.from(`${svg}</svg>`) }])
    .png()
    .toBuffer();
}

const test = await openSource(config.data.test);
const cells = [];
let columns = 0;
for (let i = 0; i < Number(count); i++) {
  const { readPicture, box } = await test.sample(
    Math.floor((i * test.length) / Number(count)),
  );
  const cut = (normalisation) => {
    const pixels = new Float32Array(3 * size * size);
    return readPicture().then((picture) => {
      const window = protocolWindow(box, decoding.boxScale, decoding.boxShift);
      sampleCrop(picture, window, size, normalisation, "nhwc", pixels);
      return pixels;
    });
  };
  const seen = await cut({ mean: [0, 0, 0], deviation: [255, 255, 255] });
  const input = await cut(decoding.normalisation);
  const { landmarks, earlier } = await predict(network, weights, input, {
    earlier: true,
  });
  const start = network.space?.startLandmarks ?? decoding.meanFace;
  const states = [start, ...earlier, landmarks];
  columns = states.length;
  for (const state of states) cells.push(await marked(seen, state, "#3f6"));
  if (network.space)
    for (const state of states)
      cells.push(await toPng(renderDhm(landmarksInMap(state, size), size)));
}
await writeFile(out, await drawSheet(cells, columns));
