import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import {
  createNetwork,
  exportOnnx,
  landmarkModel,
  ONNX_WEIGHTS,
  type OnnxWeights,
  writeWeights,
} from "@fdhm/networks";
import { runConfigSchema } from "../config/schema.ts";
import { Checkpoints } from "../run/checkpoints.ts";
import { readRunDecoding } from "../run/run-decoding.ts";
import { writeAtomically } from "../run/write-atomically.ts";
import { networkChoice } from "../training/network-choice.ts";
import { initialState } from "../training/training-state.ts";

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
  const folder = await existingRun(options.run);
  const config = runConfigSchema.parse(
    JSON.parse(await readFile(join(folder, "config.json"), "utf8")),
  );
  const decoding = await readRunDecoding(folder);
  const network = createNetwork(
    networkChoice(config.network, {
      meanFace: decoding.meanFace,
      model: landmarkModel(await loadOpenFace()),
    }),
  );
  const state = initialState(1, network.layout, config.seed);
  const checkpoints = new Checkpoints(
    join(folder, "checkpoints"),
    network,
    config.training.keepCheckpoints,
  );
  const step = await checkpoints.restore(state, checkpoint);
  if (step === 0)
    throw expected(`a ${checkpoint} checkpoint`, "--run", "none", {
      file: folder,
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

/**
 * The run directory that `--run` names.
 *
 * @throws RangeError where it is none.
 */
async function existingRun(path: string): Promise<string> {
  const found = await stat(join(path, "config.json")).catch(() => undefined);
  if (!found?.isFile())
    throw expected("a run directory with a config.json", "--run", path);
  return path;
}
