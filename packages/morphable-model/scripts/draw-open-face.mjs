/**
 * Draws the open face model on one sheet:
 *
 *   npx tsc --build packages/morphable-model
 *   node packages/morphable-model/scripts/draw-open-face.mjs docs/images/open-face.png
 *
 * Rows: the mean face at yaw -90 to 90 degrees in steps of 30; the same with its 68 landmarks; its skins; the first seven identity
 * modes at +3 and at -3 deviations; faces drawn by chance; expressions.
 */
import sharp from "sharp";
import { loadOpenFace, openFaceExpressions } from "../dist/open-face.js";
import { arrangeTiles, drawTile } from "./draw-tile.mjs";

const SIZE = 164;
const COLUMNS = 7;
const EXPRESSIONS = [
  "open-mouth",
  "smile",
  "open-smile",
  "frown",
  "pucker",
  "closed-eyes",
  "raised-brows",
];

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("Expected the path of a PNG to write");
const model = await loadOpenFace();
const row = (look) =>
  Array.from({ length: COLUMNS }, (_, i) =>
    drawTile(model, { size: SIZE, skin: i % model.skins.length, ...look(i) }),
  );
const single = (mode, amount) =>
  Array.from({ length: mode + 1 }, (_, k) => (k === mode ? amount : 0));
const normal = normals(1);
const { data, ...raw } = arrangeTiles([
  row((i) => ({ skin: 0, yaw: 30 * (i - 3) })),
  row((i) => ({ skin: undefined, yaw: 30 * (i - 3), dots: true })),
  row(() => ({ yaw: -20 })),
  row((i) => ({ identity: single(i, 3) })),
  row((i) => ({ identity: single(i, -3) })),
  row(() => ({
    identity: Array.from(model.identityDeviation, normal),
    yaw: 15 * normal(),
  })),
  row((i) => ({ expression: openFaceExpressions[EXPRESSIONS[i]] })),
]);
await sharp(data, { raw }).png({ palette: true, quality: 90 }).toFile(file);

/** Normal numbers by Box and Muller from a linear congruential generator. */
function normals(seed) {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () =>
    Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
