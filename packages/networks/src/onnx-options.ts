import { expected } from "@fdhm/errors";

/** How kernels are stored: see {@link OnnxOptions.weights}. */
export type OnnxWeights = "float32" | "float16";

/** How a constant heat map stands in the file: see {@link OnnxOptions.heatMap}. */
export type OnnxHeatMap = "drawn" | "bias";

/** How a model file is written; every field may be left out. */
export interface OnnxOptions {
  /**
   * How kernels are stored. `"float16"` rounds each number to the nearest half float (of two as near, the even one) and puts a
   * `Cast` to float32 behind, which run times do when they load the model: half the bytes, the same speed. Biases stay float32:
   * they are a hundredth of the bytes. `"float32"` where absent.
   */
  readonly weights?: OnnxWeights | undefined;
  /** Pictures in a run: `"free"` for any number (where absent), or one fixed number of at least 1. */
  readonly batch?: "free" | number | undefined;
  /**
   * How a constant heat map beside the picture stands in the file. `"drawn"`: as its landmarks and the operators that draw it
   * from them, 2 kB, for run times that fold constants, as onnxruntime does. `"bias"`: as what the first convolution makes of
   * it, its batch normalisation included, one map that is added to what it makes of the picture:
   * `filters * (size / stride)^2` numbers, for run times that do not fold; nor are kernels left to be multiplied by each other
   * there. `"drawn"` where absent.
   */
  readonly heatMap?: OnnxHeatMap | undefined;
}

/** What {@link OnnxOptions.weights} may be. */
export const ONNX_WEIGHTS: readonly OnnxWeights[] = ["float32", "float16"];

const HEAT_MAPS: readonly OnnxHeatMap[] = ["drawn", "bias"];

/**
 * Fills in what was left out.
 *
 * @throws RangeError naming the option that has a value it cannot have.
 */
export function resolveOnnxOptions(options: OnnxOptions): {
  readonly weights: OnnxWeights;
  readonly batch: "free" | number;
  readonly heatMap: OnnxHeatMap;
} {
  const { weights = "float32", batch = "free", heatMap = "drawn" } = options;
  if (!ONNX_WEIGHTS.includes(weights))
    throw expected("float32 or float16", "options.weights", weights);
  if (batch !== "free" && !(Number.isSafeInteger(batch) && batch >= 1))
    throw expected(
      "free or a whole number of at least 1",
      "options.batch",
      batch,
    );
  if (!HEAT_MAPS.includes(heatMap))
    throw expected("drawn or bias", "options.heatMap", heatMap);
  return { weights, batch, heatMap };
}
