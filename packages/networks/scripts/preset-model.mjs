/** Files of presets with noise as weights and face, for the scripts beside. */
import {
  createNetwork,
  exportOnnx,
  initialWeights,
  NETWORKS,
} from "@fdhm/networks";

/**
 * A preset's network, the shape of its input for one picture, and its file for given options.
 *
 * @throws RangeError where there is no such preset.
 */
export function presetModel(preset) {
  const meanFace = Array.from({ length: 204 }, (_, i) => 0.4 * Math.sin(i * i));
  const family = Object.keys(NETWORKS).find(
    (key) => preset in NETWORKS[key].presets,
  );
  if (family === undefined)
    throw new RangeError(
      `Expected a preset for the first argument but received ${JSON.stringify(preset)}`,
    );
  const network = createNetwork({
    family,
    config: { ...NETWORKS[family].presets[preset], meanFace },
  });
  const { inputSize } = network;
  const decoding = {
    format: "fdhm",
    version: 1,
    network: preset,
    landmarks: "ibug68",
    inputSize,
    boxScale: Math.SQRT2,
    boxShift: [0, 0],
    normalisation: { mean: [127, 127, 127], deviation: [128, 128, 128] },
    meanFace,
    meanNormals: meanFace,
  };
  const weights = initialWeights(network.layout, Math.random);
  return {
    network,
    shapes: { image: [1, 3, inputSize, inputSize] },
    write: (options) => exportOnnx(network, weights, decoding, options),
  };
}
