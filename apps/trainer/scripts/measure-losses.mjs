/**
 * What a loss is worth: trains Fast DHM at 64 px on rendered faces and measures it on others.
 *
 *   node apps/trainer/scripts/measure-losses.mjs [terms as JSON, such as '{"stepWeight": 0.5}'] [seed] [steps]
 *
 * With an "uncertaintyWeight" the network tells its uncertainty, and how well is printed, too.
 */
import {
  augment,
  createRandom,
  NO_AUGMENTATION,
  openRenderedFaces,
  packFaces,
} from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import * as networks from "@fdhm/networks";

const [terms = "{}", seed = 1, steps = 500] = process.argv.slice(2);
const extra = JSON.parse(terms);
const SIZE = 64;
const BATCH = 32;
const TRAINED = 1900;
const MEASURED = 300;
const DEGREE = Math.PI / 180;
const NORMALISATION = {
  mean: [127.5, 127.5, 127.5],
  deviation: [127.5, 127.5, 127.5],
};
const VARIED = {
  ...NO_AUGMENTATION,
  flip: 0.5,
  rotation: 0.1,
  rotationMost: 1,
  scale: [0.94, 1.06],
  shift: 0.03,
};

const pack = await packFaces(
  await openRenderedFaces({
    model: await loadOpenFace(),
    count: TRAINED + MEASURED,
    seed: 5,
    size: 96,
    poses: { yaw: 40 * DEGREE, pitch: 15 * DEGREE, roll: 10 * DEGREE },
  }),
  { edge: 96 },
);
await networks.startWasmBackend();
const network = networks.createFastDhm({
  ...networks.FAST_DHM_PRESETS["fast-dhm"],
  inputSize: SIZE,
  meanFace: meanOf(TRAINED),
  uncertainty: extra.uncertaintyWeight > 0,
});
const weights = await train();
report(await predictOthers(weights));

/** Mean of the first faces' landmarks. */
function meanOf(count) {
  const mean = new Array(204).fill(0);
  for (let i = 0; i < 204 * count; i++)
    mean[i % 204] += pack.landmarks[i] / count;
  return mean;
}

function emptyBatch(count) {
  return {
    images: new Float32Array(count * SIZE * SIZE * 3),
    landmarks: new Float32Array(count * 204),
    landmarkWeights: new Float32Array(count * 204),
    scores: new Float32Array(count),
  };
}

/** Puts a face of the pack into a batch. */
function put(batch, at, face, random, settings) {
  const part = (all, length) => all.subarray(at * length, (at + 1) * length);
  augment(pack, face, random, settings, SIZE, NORMALISATION, {
    picture: part(batch.images, SIZE * SIZE * 3),
    landmarks: part(batch.landmarks, 204),
    landmarkWeights: part(batch.landmarkWeights, 204),
    score: part(batch.scores, 1),
  });
}

/** Gives the running mean of the weights. */
async function train() {
  const { layout } = network;
  const flat = networks.initialWeights(
    layout,
    createRandom(Number(seed), 1).uniform,
  );
  const averaged = flat.slice();
  const moments = networks.createMoments(layout.trainable);
  const step = new networks.TrainingStep(network, {
    landmarks: { kind: "wing", width: 0.05, curvature: 0.01 },
    scoreWeight: 0,
    ...extra,
  });
  const batch = emptyBatch(BATCH);
  for (let i = 0; i < steps; i++) {
    for (let k = 0; k < BATCH; k++) {
      const random = createRandom(Number(seed), 2, i * BATCH + k);
      put(batch, k, Math.floor(random.uniform() * TRAINED), random, VARIED);
    }
    const { gradient, batchStatistics } = await step.run(flat, batch);
    const cosine = 0.5 * (1 + Math.cos((Math.PI * i) / steps));
    const rate = 0.003 * Math.min(1, (i + 1) / 50) * cosine + 1e-5;
    networks.adam(flat, gradient, moments, rate);
    const decay = Math.min(0.99, (i + 1) / (i + 10));
    networks.updateRunningStatistics(layout, flat, batchStatistics, decay);
    for (let j = 0; j < flat.length; j++)
      averaged[j] = decay * averaged[j] + (1 - decay) * flat[j];
  }
  step.dispose();
  return averaged;
}

/** The faces that were not trained on, and what the network says of them. */
async function predictOthers(averaged) {
  const truth = emptyBatch(MEASURED);
  for (let k = 0; k < MEASURED; k++)
    put(truth, k, TRAINED + k, createRandom(1), NO_AUGMENTATION);
  const found = await networks.predict(network, averaged, truth.images);
  return { found, truth };
}

function report({ found, truth }) {
  const points = 68 * MEASURED;
  let [plane, depth, error, told, likelihood] = [0, 0, 0, 0, 0];
  for (let k = 0; k < points; k++) {
    const [x, y, z] = [0, 1, 2].map((axis) =>
      Math.abs(found.landmarks[3 * k + axis] - truth.landmarks[3 * k + axis]),
    );
    plane += Math.hypot(x, y) / points;
    depth += z / points;
    error += (x + y) / 2 / points;
    const scale = found.uncertainty?.[k] ?? NaN;
    told += scale / points;
    likelihood += ((x + y) / 2 / scale + Math.log(scale)) / points;
  }
  const percent = (value) => `${(100 * value).toFixed(2)} %`;
  console.log(
    `${terms}, seed ${seed}: off by ${percent(plane)} of the crop in the plane, ${percent(depth)} in depth`,
  );
  if (found.uncertainty)
    console.log(
      `  scale told ${percent(told)}, error along an axis ${percent(error)}, |d| / b + ln b ${likelihood.toFixed(2)}`,
    );
}
