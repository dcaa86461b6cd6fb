import { addAxisValues, addGaussian } from "./onnx-gaussian.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/**
 * Adds the drawing of a 3D diffusion heat map of landmarks that the network has found: the twin of `dhmTensor`, peaks on the
 * points, ends by the nearest pixels. All landmarks of a face are spread at once, `[n, 68, 3, size, size]`: 41 MB a face of 224 px.
 *
 * @param landmarks - name of `[n, 68, 3]`, normalised.
 * @returns name of the map, `[n, 3, size, size]`.
 */
export function addHeatMapOf(
  graph: OnnxGraph,
  landmarks: string,
  size: number,
): string {
  const scalar = (name: string, value: number) =>
    graph.constant(name, [], [value]);
  const points = graph.node("Add", [
    graph.node("Mul", [landmarks, scalar(`map_${size}/side`, size)]),
    scalar(`map_${size}/middle`, 0.5 * size - 0.5),
  ]); // [n, 68, 3], px
  const values = addAxisValues(graph, points, 1); // [n, 68, 3]
  const down = profile(graph, points, 1, size, [size, 1]); // [n, 68, 1, S, 1]
  const across = profile(graph, points, 0, size, [1, size]); // [n, 68, 1, 1, S]
  const written = graph.node("Mul", [
    graph.node("Unsqueeze", [values, graph.integers([3, 4])]),
    down,
  ]); // [n, 68, 3, S, 1]
  const spread = graph.node("Mul", [written, across]); // [n, 68, 3, S, S]
  return graph.node("ReduceMax", [spread], { axes: [1], keepdims: 0 });
}

/** The Gaussian of every landmark along one axis of the map, cut off at its reach: `[n, 68, 1, ...shape]`. */
function profile(
  graph: OnnxGraph,
  points: string,
  axis: number,
  size: number,
  shape: readonly number[],
): string {
  const place = graph.node("Unsqueeze", [
    graph.node("Slice", [
      points,
      graph.integers([axis]),
      graph.integers([axis + 1]),
      graph.integers([2]),
    ]),
    graph.integers([3, 4]),
  ]); // [n, 68, 1, 1, 1]
  const grid = graph.constant(
    `map_${size}/grid${axis}`,
    shape,
    Float32Array.from({ length: size }, (_, i) => i),
  );
  // As Math.round does; the operator Round takes halves to the even number.
  const pixel = graph.node("Floor", [
    graph.node("Add", [place, graph.constant("float_half", [], [0.5])]),
  ]);
  return addGaussian(
    graph,
    graph.node("Sub", [grid, place]),
    graph.node("Sub", [grid, pixel]),
  );
}
