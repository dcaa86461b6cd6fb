import { expected } from "@fdhm/errors";
import {
  exportOnnx,
  ONNX_WEIGHTS,
  type OnnxWeights,
  writeWeights,
} from "@fdhm/networks";
import { loadRun } from "../run/load-run.ts";
import { writeAtomically } from "../run/write-atomically.ts";

/** What `export` is asked for. */
export interface ExportOptions {
  /** Run directory. */
  readonly run: string;
  /** File to write: a model, or weights to train on from where its name ends in `.safetensors`. */
  readonly out: string;
  /** `"best"` by validation, or `"newest"`. */
  readonly checkpoint: string;
  /** How kernels are stored: `"float32"` or `"float16"`. */
  readonly weights: string;
  /** Pictures in a run of the model: `"free"` or a whole number. */
  readonly batch: string;
}

/**
 * Writes a checkpoint's averaged weights as a model file, or as weights alone.
 *
 * @throws RangeError where the run or its checkpoints are at fault.
 */
export async function exportRun(options: ExportOptions): Promise<void> {
  const { checkpoint, out } = options;
  if (checkpoint !== "best" && checkpoint !== "newest")
    throw expected("best or newest", "--checkpoint", checkpoint);
  const storage = {
    weights: readWeightsType(options.weights),
    batch: readBatch(options.batch),
  };
  const { decoding, network, state, step } = await loadRun(
    options.run,
    checkpoint,
  );
  if (step === 0)
    throw expected(`a ${checkpoint} checkpoint`, "--run", "none", {
      file: options.run,
    });
  const model = out.endsWith(".safetensors")
    ? writeWeights(network, state.averaged, { step: String(step) })
    : exportOnnx(network, state.averaged, decoding, storage);
  await writeAtomically(out, model);
  process.stdout.write(
    `${out}: ${Math.ceil(model.length / 1000)} kB, the ${checkpoint} weights, after ${step} steps\n`,
  );
}

function readWeightsType(value: string): OnnxWeights {
  const found = ONNX_WEIGHTS.find((type) => type === value);
  if (found === undefined)
    throw expected(ONNX_WEIGHTS.join(" or "), "--weights", value);
  return found;
}

function readBatch(value: string): "free" | number {
  if (value === "free") return value;
  if (!/^[1-9]\d{0,5}$/.test(value))
    throw expected("free or a whole number from 1 to 999999", "--batch", value);
  return Number(value);
}
