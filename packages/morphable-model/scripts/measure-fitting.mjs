/**
 * Measures fitLandmarks: how many fits a second, and what it leaves of real faces.
 *
 *   npx tsc --build packages/morphable-model
 *   node packages/morphable-model/scripts/measure-fitting.mjs [AFLW2000-3D.pts68.npy [ict_facekit_light.npz]]
 *
 * Speed is measured on faces of the open face model itself. The labels are the float32 array 2000 x 3 x 68 of the
 * published benchmark, of which every 16th face is fitted. With ICT-FaceKit Light (arrays `mean`, `identity`,
 * `expression`, `landmarks68`, `jaw_right`, `jaw_left`) that model is measured too.
 */
import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import {
  contourFitter,
  fitLandmarks,
  landmarkBasis,
  landmarkFitter,
  project,
  shape,
} from "../dist/index.js";
import { loadOpenFace } from "../dist/open-face.js";
import { readNpy } from "./read-npy.mjs";

const EVERY = 16;
const LAMBDAS = [1e-2, 1e-3, 1e-4];
const TIMED_FACES = 50;
const TIMED_PASSES = 12;

const [labels, ict] = process.argv.slice(2);
const openFace = await loadOpenFace();
reportSpeed(openFace);
if (labels !== undefined) {
  const faces = everyFace(readNpy(await readFile(labels)));
  reportCoverage("open face", landmarkFitter(openFace), faces);
  if (ict !== undefined)
    reportCoverage(
      "ICT-FaceKit",
      landmarkFitter(ictModel(unzipSync(await readFile(ict)))),
      faces,
    );
}

function reportSpeed(model) {
  const basis = landmarkBasis(model);
  const faces = Array.from({ length: TIMED_FACES }, (_, face) =>
    project(
      shape(
        basis,
        Array.from({ length: 199 }, (_, i) => Math.sin(face * 31 + i * 17)),
        Array.from({ length: 29 }, (_, i) => Math.sin(face * 13 + i * 7) / 2),
      ),
      {
        scale: 1.5,
        pitch: 0.3 * Math.sin(face),
        yaw: 1.3 * Math.sin(face * 5),
        roll: 0.3 * Math.cos(face),
        x: 225,
        y: 225,
      },
    ),
  );
  const fixed = landmarkFitter(model);
  const sliding = contourFitter(model);
  for (const [name, fitter, options] of [
    ["2D", fixed, { depth: "none" }],
    ["2D, jaw sliding", sliding, { depth: "none" }],
    ["3D", fixed, { depth: "full" }],
    ["3D, depth for the pose alone", fixed, { depth: "pose" }],
  ]) {
    // The fastest pass: whatever disturbs one only ever makes it longer.
    let best = Infinity;
    for (let pass = 0; pass < TIMED_PASSES; pass++) {
      const start = performance.now();
      for (const face of faces) fitLandmarks(fitter, face, options);
      best = Math.min(best, (performance.now() - start) / TIMED_FACES);
    }
    console.log(
      `${name}: ${best.toFixed(2)} ms a fit, ${Math.round(1000 / best)} fits/s`,
    );
  }
}

function reportCoverage(name, fitter, faces) {
  for (const depth of ["pose", "full", "none"]) {
    const errors = LAMBDAS.map((lambda) => {
      const left = faces.map(
        (face) => fitLandmarks(fitter, face, { lambda, depth }).residual,
      );
      const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
      return `${(100 * mean).toFixed(2)} % at ${lambda}`;
    });
    console.log(
      `${name}, depth "${depth}", ${faces.length} faces: ${errors.join(", ")}`,
    );
  }
}

/** Rows of the benchmark are x, then y, then z of the 68 points. */
function everyFace({ shape: [count, , points], values }) {
  const chosen = [];
  for (let face = 0; face < count; face += EVERY)
    chosen.push(
      Float64Array.from(
        { length: 3 * points },
        (_, i) => values[(face * 3 + (i % 3)) * points + Math.floor(i / 3)],
      ),
    );
  return chosen;
}

/** ICT's own ids on the jaw lie on the contour seen from the front; `jaw_right` and `jaw_left` lie on the jaw itself. */
function ictModel(files) {
  const array = (name) => readNpy(files[`${name}.npy`]);
  const landmarks = [...array("landmarks68").values];
  landmarks.splice(0, 8, ...array("jaw_right").values);
  landmarks.splice(9, 8, ...array("jaw_left").values);
  const [mean, identity, expression] = ["mean", "identity", "expression"].map(
    array,
  );
  return {
    vertexCount: mean.shape[0],
    mean: mean.values,
    identity: identity.values,
    expression: expression.values,
    identityDeviation: new Float32Array(identity.shape[0]).fill(1),
    expressionDeviation: new Float32Array(expression.shape[0]).fill(1),
    landmarks: Uint32Array.from(landmarks),
  };
}
