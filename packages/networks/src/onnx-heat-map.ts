import { addAxisValues, addGaussian } from "./onnx-gaussian.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/**
 * Adds the drawing of a 3D diffusion heat map (eq. 3 and Algorithm 1 of the paper; the twin of `renderDhm`) as operators on
 * constants: 2 kB of file for 112 px in place of the 200 kB of the first convolution's answer to it. A run time that folds
 * constants does it once, when it loads the model.
 *
 * @param name - prefix of the constants.
 * @param landmarks - x y z of each, in px of the map.
 * @returns name of the map, `[1, 3, size, size]`.
 */
export function addHeatMap(
  graph: OnnxGraph,
  name: string,
  landmarks: Float32Array,
  size: number,
): string {
  const count = landmarks.length / 3;
  const points = graph.constant(`${name}/landmarks`, [count, 3], landmarks);
  const values = addAxisValues(graph, points, 0); // [68, 3]
  const { column, row } = profiles(graph, name, landmarks, size);
  const spread = graph.node("Mul", [
    graph.node("Mul", [
      graph.node("Reshape", [values, graph.integers([count, 3, 1, 1])]),
      column,
    ]),
    row,
  ]); // [68, 3, S, S]
  return graph.node("ReduceMax", [spread], { axes: [0], keepdims: 1 }); // [1, 3, S, S]
}

/**
 * Adds the drawing of a plain heat map of landmarks, the twin of `renderLandmarkMap`.
 *
 * @returns name of the map, `[1, 1, size, size]`.
 */
export function addLandmarkMap(
  graph: OnnxGraph,
  name: string,
  landmarks: Float32Array,
  size: number,
): string {
  const { column, row } = profiles(graph, name, landmarks, size);
  const spread = graph.node("Mul", [column, row]); // [68, 1, S, S]
  return graph.node("ReduceMax", [spread], { axes: [0], keepdims: 1 });
}

/** The Gaussians of all landmarks: `[68, 1, 1, S]` along x and `[68, 1, S, 1]` along y. */
function profiles(
  graph: OnnxGraph,
  name: string,
  landmarks: Float32Array,
  size: number,
): { column: string; row: string } {
  return {
    column: profile(graph, `${name}/x`, landmarks, 0, [1, 1, 1, size]),
    row: profile(graph, `${name}/y`, landmarks, 1, [1, 1, size, 1]),
  };
}

/** The Gaussian of every landmark along one axis of the map, cut off at its reach. */
function profile(
  graph: OnnxGraph,
  name: string,
  landmarks: Float32Array,
  axis: number,
  shape: readonly number[],
): string {
  const pixels = Float32Array.from({ length: landmarks.length / 3 }, (_, k) =>
    Math.round(landmarks[3 * k + axis] as number),
  );
  const size = Math.max(...shape);
  const distance = graph.node("Sub", [
    graph.constant(
      `${name}/grid`,
      shape,
      Float32Array.from({ length: size }, (_, i) => i),
    ),
    graph.constant(`${name}/pixels`, [pixels.length, 1, 1, 1], pixels),
  ]);
  return addGaussian(graph, distance);
}
