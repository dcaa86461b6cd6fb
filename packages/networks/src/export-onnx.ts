import { expected } from "@fdhm/errors";
import {
  DECODING_KEY,
  stringifyDecoding,
  type Decoding,
} from "@fdhm/landmarks";
import { PARAMETER_COUNT } from "@fdhm/morphable-model";
import { checkFinite } from "./check-finite.ts";
import { COORDINATES, type Network } from "./network.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { resolveOnnxOptions, type OnnxOptions } from "./onnx-options.ts";
import { OnnxOps } from "./onnx-ops.ts";
import { checkWeights, weightOf } from "./weight-layout.ts";

/**
 * Writes a trained network as an ONNX file (opset 17) that needs nothing else to run.
 *
 * Input `image`: `[n, 3, size, size]` float32, normalised, any n unless the options fix it. Outputs `landmarks`: `[n, 68, 3]`, normalised; `score`:
 * `[n, 1]`, 0 (no face) to 1 (face); of networks that tell it `uncertainty`: `[n, 68]`, the mean error of each landmark along
 * x and along y that is to be expected, in fractions of the crop's side; of networks that estimate the parameters of a 3D
 * model `parameters`: `[n, 234]`, crop px. How pictures become input and landmarks become pixels stands in the file's metadata
 * under the key `fdhm`, to be read with `parseDecoding` of `@fdhm/landmarks`.
 *
 * @param weights - all variables, `layout.size` long.
 * @param decoding - what the pictures were trained with.
 * @param options - see {@link OnnxOptions}.
 * @throws RangeError if the weights are not this network's, not finite or too large for their type, the decoding is for another
 *   input size, or an option has a value it cannot have.
 */
export function exportOnnx(
  network: Network,
  weights: Float32Array,
  decoding: Decoding,
  options: OnnxOptions = {},
): Uint8Array {
  const resolved = resolveOnnxOptions(options);
  const { layout, inputSize } = network;
  checkWeights(layout, weights);
  checkFinite(weights, "weights");
  if (decoding.inputSize !== inputSize)
    throw expected(`${inputSize} px`, "decoding.inputSize", decoding.inputSize);
  const graph = new OnnxGraph();
  const ops = new OnnxOps(
    graph,
    (name) => weightOf(layout, weights, name),
    resolved,
  );
  const { landmarks, score, uncertainty, parameters } = network.run(ops, {
    name: "image",
    shape: [inputSize, inputSize, 3],
  });
  graph.node("Identity", [landmarks.name], {}, "landmarks");
  graph.node("Sigmoid", [score.name], {}, "score");
  if (uncertainty) graph.node("Exp", [uncertainty.name], {}, "uncertainty");
  const n = resolved.batch === "free" ? "n" : resolved.batch;
  if (parameters) graph.node("Identity", [parameters.name], {}, "parameters");
  return graph.write(
    network.name,
    [{ name: "image", shape: [n, 3, inputSize, inputSize] }],
    [
      { name: "landmarks", shape: [n, COORDINATES / 3, 3] },
      { name: "score", shape: [n, 1] },
      ...(uncertainty
        ? [{ name: "uncertainty", shape: [n, COORDINATES / 3] }]
        : []),
      ...(parameters
        ? [{ name: "parameters", shape: [n, PARAMETER_COUNT] }]
        : []),
    ],
    { [DECODING_KEY]: stringifyDecoding(decoding) },
  );
}
