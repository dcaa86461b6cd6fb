/**
 * How far apart two models put the landmarks of the same faces, as fractions of the crop's side: what half floats cost.
 *
 *   npx nx run trainer -- evaluate --model A.onnx --data SET --output A.json
 *   npx nx run trainer -- evaluate --model B.onnx --data SET --output B.json
 *   node packages/networks/scripts/compare-predictions.mjs A.json B.json
 */
import { readFileSync } from "node:fs";

const [wanted, received] = process.argv
  .slice(2)
  .map((file) => JSON.parse(readFileSync(file, "utf8")).official);
const apart = Object.entries(wanted).flatMap(([face, points]) => {
  const side = Math.SQRT2 * Math.max(extent(points, 0), extent(points, 1));
  return points.map(
    ([x, y], k) =>
      Math.hypot(x - received[face][k][0], y - received[face][k][1]) / side,
  );
});
const mean = apart.reduce((a, b) => a + b) / apart.length;
const most = apart.reduce((a, b) => Math.max(a, b));
console.log(
  `${Object.keys(wanted).length} faces: mean ${mean.toExponential(1)}, most ${most.toExponential(1)} of the crop's side`,
);

function extent(points, axis) {
  const values = points.map((point) => point[axis]);
  return Math.max(...values) - Math.min(...values);
}
