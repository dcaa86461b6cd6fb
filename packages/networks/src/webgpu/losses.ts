import * as tf from "@tensorflow/tfjs";
import {
  CROSS_ENTROPY,
  CROSS_ENTROPY_GRADIENT,
  PENALTY,
  PENALTY_GRADIENT,
} from "../kernels/losses.ts";
import type { LandmarkLoss } from "../landmark-penalty.ts";
import { elementWise } from "./element-wise.ts";
import { dispatch } from "./shader.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

/**
 * Registers what is done to a coordinate and to a score in one dispatch each way. Composed of TensorFlow.js's kernels they are forty, of
 * which each has less to do than it takes to ask for it.
 */
export function registerLosses(backend: WebgpuBackend): void {
  const register = (
    kernelName: string,
    inputs: readonly string[],
    statements: (attributes: LandmarkLoss) => string,
  ) =>
    tf.registerKernel({
      kernelName,
      backendName: "webgpu",
      kernelFunc: (call) => {
        const attributes = (call.attrs ?? {}) as unknown as LandmarkLoss;
        const given = call.inputs as Record<string, tf.TensorInfo>;
        const bound = inputs.map((name) => given[name]!);
        const { shape } = bound[0]!;
        const out = backend.makeTensorInfo(shape, "float32");
        const shader = elementWise(
          [kernelName, ...Object.values(attributes)].join(" "),
          shape.reduce((a, b) => a * b, 1),
          inputs,
          ["result"],
          statements(attributes),
        );
        dispatch(backend, shader, [...bound, out]);
        return out;
      },
    });
  register(
    PENALTY,
    ["error"],
    (loss) => `let d = abs(error[i]); result[i] = ${penalty(loss)};`,
  );
  register(
    PENALTY_GRADIENT,
    ["dy", "error"],
    (loss) =>
      `let d = abs(error[i]); result[i] = dy[i] * sign(error[i]) * ${slope(loss)};`,
  );
  register(
    CROSS_ENTROPY,
    ["logits", "labels"],
    () =>
      `let x = logits[i]; result[i] = max(x, 0.0) - x * labels[i] + log(1.0 + exp(-abs(x)));`,
  );
  register(
    CROSS_ENTROPY_GRADIENT,
    ["dy", "logits", "labels"],
    () => `result[i] = dy[i] * (1.0 / (1.0 + exp(-logits[i])) - labels[i]);`,
  );
}

/** WGSL of the penalty of a distance `d`, as `landmark-penalty.ts` has it. */
function penalty(loss: LandmarkLoss): string {
  if (loss.kind === "l2") return "d * d";
  if (loss.kind === "smooth-l1") {
    const near = `min(d, f32(${loss.beta}))`;
    return `${near} * (d - 0.5 * ${near}) / f32(${loss.beta})`;
  }
  const near = `min(d, f32(${loss.width}))`;
  return `f32(${loss.width}) * log(1.0 + ${near} / f32(${loss.curvature})) + d - ${near}`;
}

/** WGSL of its derivative by `d`. */
function slope(loss: LandmarkLoss): string {
  if (loss.kind === "l2") return "2.0 * d";
  if (loss.kind === "smooth-l1") return `min(d / f32(${loss.beta}), 1.0)`;
  return `select(1.0, f32(${loss.width}) / (f32(${loss.curvature}) + d), d <= f32(${loss.width}))`;
}
