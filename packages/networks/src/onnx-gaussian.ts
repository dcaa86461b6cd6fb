import type { OnnxGraph } from "./onnx-graph.ts";

/** Where the Gaussian ends, in px: as `renderDhm` of `@fdhm/dhm` draws it for a deviation of 1 px. */
const REACH = 4;

/**
 * Adds the Gaussian of a deviation of 1 px, cut off at its reach.
 *
 * @param offset - name of the distance from its peak, px.
 * @param fromPixel - name of the distance from the pixel that its end goes by, px; the same if not given.
 * @returns name of a tensor of the distances' shape.
 */
export function addGaussian(
  graph: OnnxGraph,
  offset: string,
  fromPixel = offset,
): string {
  const gaussian = graph.node("Exp", [
    graph.node("Mul", [
      graph.node("Mul", [offset, offset]),
      graph.constant("float_minus_half", [], [-0.5]),
    ]),
  ]);
  return graph.node("Where", [
    graph.node("LessOrEqual", [
      graph.node("Abs", [fromPixel]),
      graph.constant("float_reach", [], [REACH]),
    ]),
    gaussian,
    graph.constant("float_zero", [], [0]),
  ]);
}

/**
 * Adds what landmarks write into a heat map (Algorithm 1 of the paper): each coordinate shifted and scaled to 0 to 1 over the face.
 *
 * @param points - name of the landmarks, x y z last.
 * @param axis - of the tensor along which the landmarks lie.
 * @returns name of a tensor of the same shape.
 */
export function addAxisValues(
  graph: OnnxGraph,
  points: string,
  axis: number,
): string {
  const over = { axes: [axis], keepdims: 1 };
  const least = graph.node("ReduceMin", [points], over);
  const range = graph.node("Sub", [
    graph.node("ReduceMax", [points], over),
    least,
  ]);
  return graph.node("Div", [
    graph.node("Sub", [points, least]),
    // An axis on which all landmarks agree gives 0 / tiny = 0.
    graph.node("Max", [range, graph.constant("float_tiny", [], [1e-30])]),
  ]);
}
