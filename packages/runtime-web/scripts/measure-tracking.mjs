/**
 * Measures how a face that stands still trembles and how far one that moves lags behind, with and without smoothing: rendered
 * faces in 30 frames a second, each frame with pixel noise of its own.
 *
 *   node packages/runtime-web/scripts/measure-tracking.mjs [MODEL.onnx] [FACES]
 */
import { openRenderedFaces } from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { FaceAligner, FaceTracker } from "@fdhm/runtime-web";

const [model = "packages/model-fast-dhm/fast-dhm.onnx", faces = "2"] =
  process.argv.slice(2);
const SIZE = 360;
const FRAMES = 60;
const SETTLED = 20;
const STEP = 1000 / 30;

let state = 1;
function normal() {
  let sum = -6;
  for (let i = 0; i < 12; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    sum += state / 0x80000000;
  }
  return sum;
}

/** The picture moved to the right by whole px, with noise of `deviation` grey levels. */
function frameOf({ data, channels }, shift, deviation) {
  const out = new Uint8ClampedArray(3 * SIZE * SIZE);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const from = Math.min(SIZE - 1, Math.max(0, x - shift));
      for (let c = 0; c < 3; c++)
        out[3 * (y * SIZE + x) + c] =
          data[channels * (y * SIZE + from) + c] + deviation * normal();
    }
  return { data: out, width: SIZE, height: SIZE, channels: 3 };
}

const aligner = await FaceAligner.load(model);
const dataset = openRenderedFaces({
  model: await loadOpenFace(),
  count: Number(faces),
  seed: 5,
  size: SIZE,
});
const settings = [
  ["none", false],
  ["default", {}],
  ["perSpeed 0", { perSpeed: 0 }],
];
const sums = settings.map(() => ({ jitter: 0, slow: 0, fast: 0 }));
for (let f = 0; f < dataset.length; f++) {
  const sample = await dataset.sample(f);
  const picture = await sample.readPicture();
  const size = Math.max(sample.box.width, sample.box.height);
  for (const [s, [, smoothing]] of settings.entries())
    for (const [kind, speed] of [
      ["jitter", 0],
      ["slow", 0.25],
      ["fast", 1.5],
    ]) {
      const tracker = new FaceTracker(aligner, {
        smoothing,
        lostBelow: 0,
        foundFrom: 0,
      });
      // Moving faces swing to and fro, 0.3 sizes wide, so that they stay in the picture.
      const shiftAt = (i) => {
        const path = (speed * size * i * STEP) / 1000;
        const swing = 0.15 * size;
        const within = (path + swing) % (4 * swing);
        return Math.round(Math.abs(within - 2 * swing) - swing);
      };
      let last;
      let sum = 0;
      let still;
      for (let i = 0; i < FRAMES; i++) {
        const shift = speed === 0 ? 0 : shiftAt(i);
        const [face] = await tracker.update(
          frameOf(picture, shift, 5),
          i * STEP,
          {
            boxes: i === 0 ? [{ ...sample.box, x: sample.box.x + shift }] : [],
          },
        );
        still ??= face.landmarks.map((v, k) => (k % 3 === 0 ? v - shift : v));
        if (i >= SETTLED) {
          const wanted = speed === 0 ? last : still;
          let off = 0;
          for (let k = 0; k < 204; k += 3)
            off +=
              speed === 0
                ? Math.hypot(
                    face.landmarks[k] - wanted[k],
                    face.landmarks[k + 1] - wanted[k + 1],
                  )
                : face.landmarks[k] - shift - wanted[k];
          sum += Math.abs(off) / 68 / size;
        }
        last = face.landmarks;
      }
      sums[s][kind] += (100 * sum) / (FRAMES - SETTLED) / dataset.length;
    }
}
console.log(
  "% of the face's longer edge: tremble a frame (still), off at 0.25 and at 1.5 sizes a second",
);
settings.forEach(([name], s) =>
  console.log(
    name.padEnd(12),
    ...Object.values(sums[s]).map((v) => v.toFixed(3).padStart(8)),
  ),
);
await aligner.dispose();
