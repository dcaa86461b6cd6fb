// Measures face profiling: how far landmarks that were turned lie from those of faces that are known, and what the fit leaves of
// the faces of folders.
//
//   npm run build && node packages/datasets/scripts/measure-profiling.mjs [FOLDER ...]
//
// Chance faces of the open face are marked as people mark photographs (the far jaw on the outline), fitted, and turned by as
// much as the truth. Errors are per cent of sqrt(w h) of the true points' box, centred on their means; angles are degrees.
import { argv, stdout } from "node:process";
import { findTypicalFace, openPtsFolder } from "@fdhm/datasets";
import { tightBox } from "@fdhm/landmarks";
import { eulerAngles, project, rotation, shape } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createFaceFitter } from "../dist/profiling/fit-face.js";
import {
  knownFace,
  markedPoints,
  truePoints,
} from "../dist/profiling/marked-face.test.fixture.js";

const FACES = 24;
const DEGREE = Math.PI / 180;
const TURNS = [
  [0, 0],
  [0, 60],
  [0, 90],
  [17, 60],
  [17, 90],
  [40, 90],
];
const model = await loadOpenFace();

const plain = createFaceFitter(model);
for (const [from, to] of TURNS) {
  const sums = new Map();
  for (let i = 0; i < FACES; i++) measure(plain, i, from, to, sums);
  const text = [...sums].map(
    ([name, sum]) => `${name} ${(sum / FACES).toFixed(2)}`,
  );
  stdout.write(`yaw ${from} to ${to}: ${text.join(", ")}\n`);
}

for (const folder of argv.slice(2)) {
  const set = await openPtsFolder(folder, { recursive: true });
  const marks = [];
  for await (const { landmarks } of set) marks.push(landmarks);
  const few = marks.filter((_, i) => i % Math.ceil(marks.length / 400) === 0);
  const typical = findTypicalFace(model, few);
  const fitter = createFaceFitter(model, { typical });
  const left = marks.map((points) => 100 * fitter.fit(points).residual);
  left.sort((a, b) => a - b);
  const at = (share) => left[Math.floor(share * (left.length - 1))].toFixed(2);
  stdout.write(
    `${set.name}, ${left.length} faces: median ${at(0.5)} %, 95th ${at(0.95)} %, 99th ${at(0.99)} %, worst ${at(1)} %\n`,
  );
}

function measure(fitter, seed, from, to, sums) {
  const face = knownFace(model, seed + 100);
  const side = seed % 2 === 0 ? 1 : -1;
  const pose = {
    scale: 1,
    pitch: 0.1 * Math.sin(seed),
    yaw: side * (from + 3 * Math.sin(3 * seed)) * DEGREE,
    roll: 0.1 * Math.cos(seed),
    x: 150,
    y: 150,
  };
  const marks = markedPoints(model, face, pose);
  const fit = fitter.fit(marks);
  const { landmarks } = fitter.solid(fit, marks);
  const points = shape(model, fit.identity, fit.expression);
  const turn = (of) => turned(of, side * (to - from) * DEGREE);
  const truth = truePoints(model, face, turn(pose));
  const own = truePoints(model, { points }, turn(fit.pose));
  const bent = project(landmarks, turn(fit.pose));
  const { width, height } = tightBox(truth);
  const add = (name, value) => sums.set(name, (sums.get(name) ?? 0) + value);
  const unit = 100 / Math.sqrt(width * height);
  add("landmarks", unit * distance(bent, truth, 0, 68));
  add("jaw", unit * distance(bent, truth, 0, 17));
  add("inner", unit * distance(bent, truth, 17, 68));
  add("of the parameters", unit * distance(own, truth, 0, 68));
  for (const angle of ["pitch", "yaw", "roll"])
    add(angle, Math.abs(fit.pose[angle] - pose[angle]) / DEGREE);
}

/** The pose after a turn about the upright axis of the picture. */
function turned(pose, angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const r = rotation(pose.pitch, pose.yaw, pose.roll);
  const row = (a, b) => [0, 1, 2].map((i) => a * r[i] + b * r[6 + i]);
  return {
    ...pose,
    ...eulerAngles([...row(c, -s), r[3], r[4], r[5], ...row(s, c)]),
  };
}

function distance(points, truth, first, end) {
  const [dx, dy] = [0, 1].map((axis) => {
    let sum = 0;
    for (let k = 0; k < 68; k++)
      sum += (points[3 * k + axis] - truth[3 * k + axis]) / 68;
    return sum;
  });
  let sum = 0;
  for (let k = first; k < end; k++)
    sum += Math.hypot(
      points[3 * k] - truth[3 * k] - dx,
      points[3 * k + 1] - truth[3 * k + 1] - dy,
    );
  return sum / (end - first);
}
