/**
 * Measures how well the open face model takes real faces: every 16th of AFLW2000-3D's 2,000 official 3D shapes.
 *
 *   npx tsc --build packages/morphable-model
 *   node packages/morphable-model/scripts/measure-coverage.mjs AFLW2000-3D.pts68.npy [ict_facekit_light.npz]
 *
 * The labels are the float32 array 2000 x 3 x 68 of the published benchmark. With ICT-FaceKit Light (arrays `mean`, `identity`,
 * `expression`, `landmarks68`, `jaw_right`, `jaw_left`) that model is measured too. Takes about a minute a model.
 */
import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { loadOpenFace } from "../dist/open-face.js";
import { measureCoverage } from "./coverage.mjs";
import { readNpy } from "./read-npy.mjs";

const EVERY = 16;
const LAMBDAS = [1e-2, 1e-3, 1e-4];

const [labels, ict] = process.argv.slice(2);
if (labels === undefined)
  throw new Error("Expected the path of AFLW2000-3D.pts68.npy");
const faces = everyFace(readNpy(await readFile(labels)));
report("open face", openFaceBasis(await loadOpenFace()));
if (ict !== undefined)
  report("ICT-FaceKit", ictBasis(unzipSync(await readFile(ict))));

function report(name, basis) {
  const errors = LAMBDAS.map(
    (lambda) =>
      `${(100 * measureCoverage(basis, faces, lambda)).toFixed(2)} % at ${lambda}`,
  );
  console.log(
    `${name}, ${basis.modes.length} modes, ${faces.length} faces: ${errors.join(", ")}`,
  );
}

/** Rows of the benchmark are x, then y (down), then z of the 68 points. */
function everyFace({ shape: [count, , points], values }) {
  const chosen = [];
  for (let face = 0; face < count; face += EVERY)
    chosen.push(
      Float64Array.from({ length: 3 * points }, (_, i) => {
        const axis = i % 3;
        const value = values[(face * 3 + axis) * points + Math.floor(i / 3)];
        return axis === 1 ? -value : value;
      }),
    );
  return chosen;
}

function openFaceBasis(model) {
  const { vertexCount, mean, identity, expression, landmarks } = model;
  const modes = [];
  for (const values of [identity, expression])
    for (let start = 0; start < values.length; start += 3 * vertexCount)
      modes.push(
        at(values.subarray(start, start + 3 * vertexCount), landmarks),
      );
  return { mean: at(mean, landmarks), modes };
}

/** ICT's own ids on the jaw lie on the contour seen from the front; `jaw_right` and `jaw_left` lie on the jaw itself. */
function ictBasis(files) {
  const array = (name) => readNpy(files[`${name}.npy`]);
  const ids = [...array("landmarks68").values];
  ids.splice(0, 8, ...array("jaw_right").values);
  ids.splice(9, 8, ...array("jaw_left").values);
  const modes = ["identity", "expression"].flatMap((name) => {
    const { shape, values } = array(name);
    const size = values.length / shape[0];
    return Array.from({ length: shape[0] }, (_, k) =>
      at(values.subarray(k * size, (k + 1) * size), ids),
    );
  });
  return { mean: at(array("mean").values, ids), modes };
}

function at(values, vertices) {
  return Float64Array.from(
    [...vertices].flatMap((vertex) => [
      ...values.subarray(3 * vertex, 3 * vertex + 3),
    ]),
  );
}
