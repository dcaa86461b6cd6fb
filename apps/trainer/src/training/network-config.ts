import { expected } from "@fdhm/errors";
import { FAST_DHM_PRESETS, type FastDhmConfig } from "@fdhm/networks";
import { nearest } from "../config/nearest.ts";
import type { RunConfig } from "../config/schema.ts";

/**
 * The network that a configuration asks for: a preset with its deviations.
 *
 * @param meanFace - 204 normalised numbers.
 * @throws RangeError where there is no such preset, with the nearest one.
 */
export function networkConfig(
  { preset, inputSize, cnnWidth, recurrentWidth, steps }: RunConfig["network"],
  meanFace: ArrayLike<number>,
): FastDhmConfig {
  const presets: Readonly<Record<string, Omit<FastDhmConfig, "meanFace">>> =
    FAST_DHM_PRESETS;
  const base = presets[preset];
  if (base === undefined) {
    const close = nearest(preset, Object.keys(presets));
    throw expected(
      `one of ${Object.keys(presets).join(", ")}${close === undefined ? "" : ` (did you mean "${close}"?)`}`,
      "network.preset",
      preset,
    );
  }
  return {
    ...base,
    ...(inputSize !== undefined && { inputSize }),
    ...(cnnWidth !== undefined && { width: cnnWidth }),
    ...(recurrentWidth !== undefined && { recurrentWidth }),
    ...(steps !== undefined && { steps }),
    meanFace: Array.from(meanFace),
  };
}
