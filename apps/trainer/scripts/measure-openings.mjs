/**
 * How well a model, and other methods by their predictions, follow eyelids and lips: mean error of the openings in per cent of the face's size,
 * and their correlation with the true ones.
 *
 *   node apps/trainer/scripts/measure-openings.mjs MODEL SET [PREDICTIONS.json...]
 *
 * MODEL and SET are as for `evaluate`; PREDICTIONS.json has landmarks by the faces' names, alone or under "official", of the set's faces and perhaps others.
 */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { openingErrors, readPredictions } from "@fdhm/eval";
import { FaceAligner } from "@fdhm/runtime-web";
import { modelFile } from "../dist/faces/model-file.js";
import { openSource } from "../dist/faces/open-source.js";
import { parseSet } from "../dist/faces/parse-set.js";

const [model, set, ...files] = process.argv.slice(2);
const dataset = await openSource(await parseSet(set));
const aligner = await FaceAligner.load(modelFile(model));
const truths = new Map();
const found = new Map();
for await (const { name, readPicture, landmarks, box } of dataset) {
  truths.set(name, landmarks);
  found.set(name, (await aligner.align(await readPicture(), box)).landmarks);
}
await aligner.dispose();

const names = [...truths.keys()];
print(model, found);
for (const file of files) {
  const json = JSON.parse(await readFile(file, "utf8"));
  const all = json.official ?? json;
  const own = Object.fromEntries(names.map((name) => [name, all[name]]));
  print(basename(file, ".json"), readPredictions(own, names));
}

function print(method, predictions) {
  const faces = names.map((name) => ({
    predicted: predictions.get(name),
    truth: truths.get(name),
  }));
  const { eyes, lips } = openingErrors(faces);
  const cell = ({ mean, correlation }) =>
    `${(100 * mean).toFixed(2)} % (${correlation?.toFixed(2) ?? "never moves"})`;
  process.stdout.write(`${method}: eyes ${cell(eyes)}, lips ${cell(lips)}\n`);
}
