import { middlePixel } from "./sample-at.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/**
 * Adds the channels of a map at landmarks, as `Ops.sampleAt` tells it, to a graph.
 *
 * @param map - name of `[N, channels, size, size]`.
 * @param landmarks - name of `[N, 68, 3]`.
 * @returns name of `[N, channels * 68]`, channel by channel.
 */
export function addSampleAt(
  graph: OnnxGraph,
  map: string,
  landmarks: string,
  size: number,
  stride: number,
): string {
  // To the operator's own numbers: -1 is the middle of the first pixel, 1 that of the last.
  const factor = 2 / (size - 1);
  const number = (key: string, value: number) =>
    graph.constant(`float_${key}_${size}_${stride}`, [], [value]);
  const [zero, two] = [0, 2].map((value) => graph.integers([value])) as [
    string,
    string,
  ];
  const plane = graph.node("Slice", [landmarks, zero, two, two]); // [N, 68, 2]
  const scaled = graph.node("Mul", [plane, number("scale", size * factor)]);
  const places = graph.node("Add", [
    scaled,
    number("middle", middlePixel(size, stride) * factor - 1),
  ]);
  // Beyond the rim there is nothing by default.
  const within = graph.node("Clip", [
    places,
    graph.constant("float_minus_one", [], [-1]),
    graph.constant("float_one", [], [1]),
  ]);
  const grid = graph.node("Unsqueeze", [within, graph.integers([1])]);
  const sampled = graph.node("GridSample", [map, grid], { align_corners: 1 });
  return graph.node("Flatten", [sampled], { axis: 1 });
}
