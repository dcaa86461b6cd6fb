import { expected } from "@fdhm/errors";
import {
  DECODING_KEY,
  LANDMARK_COUNT,
  parseDecoding,
  type Decoding,
} from "@fdhm/landmarks";
import type { InferenceSession } from "onnxruntime-web/wasm";
import type { ModelFile } from "./model-source.ts";
import { readMetadata } from "./onnx-metadata.ts";
import type { Runtime, RuntimeLoader, WasmOptions } from "./runtime/runtime.ts";

/** What a network says of one face. */
export interface NetworkOutput {
  /** 68 xyz triples in fractions of the window's side from its centre. */
  readonly landmarks: Float32Array;
  /** Whether there is a face, 0 to 1. */
  readonly score: number;
  /** How far each landmark is off on average, along x and along y, in fractions of the window's side; 68, if it tells it. */
  readonly uncertainty?: Float32Array;
}

/** A model file in an onnxruntime session, with the record that tells how to feed it. One run at a time. */
export class Network {
  /** How to feed the network and to read its output. */
  readonly decoding: Decoding;
  readonly #runtime: Runtime;
  readonly #session: InferenceSession;
  /** Settled when the run in flight and all that wait are done; a session does not take two runs at once. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    decoding: Decoding,
    runtime: Runtime,
    session: InferenceSession,
  ) {
    this.decoding = decoding;
    this.#runtime = runtime;
    this.#session = session;
  }

  /**
   * @param loadRuntime - loads what runs the network; called once the file is known to be one of ours.
   * @throws RangeError where the file is no ONNX file, none of ours, or has other inputs or outputs than it must, and what
   *   `loadRuntime` throws.
   */
  static async load(
    { bytes, file }: ModelFile,
    loadRuntime: RuntimeLoader,
    wasm: WasmOptions = {},
  ): Promise<Network> {
    const metadata = readMetadata(bytes, file);
    const json = metadata.get(DECODING_KEY);
    if (json === undefined)
      throw expected(
        `an entry "${DECODING_KEY}", which tells how to feed the network,`,
        "metadata of the model",
        metadata.size === 0 ? "none" : [...metadata.keys()],
        { file },
      );
    const decoding = parseDecoding(json, file);
    const runtime = await loadRuntime(wasm);
    const session = await createSession(runtime, bytes, file);
    try {
      checkSignature(session, decoding.inputSize, file);
    } catch (error) {
      await session.release();
      throw error;
    }
    return new Network(decoding, runtime, session);
  }

  /**
   * Runs the network on one crop, after the runs asked for before.
   *
   * @param input - `3 * inputSize * inputSize` numbers, plane after plane; not to be changed until the answer is there.
   */
  run(input: Float32Array): Promise<NetworkOutput> {
    const run = this.#last.then(() => this.#run(input));
    this.#last = run.catch(() => undefined);
    return run;
  }

  /** Name of the runtime that runs the network. */
  get runtime(): string {
    return this.#runtime.name;
  }

  /** Frees the session once all runs are done. */
  async release(): Promise<void> {
    await this.#last;
    await this.#session.release();
  }

  async #run(input: Float32Array): Promise<NetworkOutput> {
    const { inputSize } = this.decoding;
    const image = new this.#runtime.onnx.Tensor("float32", input, [
      1,
      3,
      inputSize,
      inputSize,
    ]);
    const { landmarks, score, uncertainty } = await this.#session.run({
      image,
    });
    if (landmarks?.size !== 3 * LANDMARK_COUNT || score?.size !== 1)
      throw expected(
        `[1, ${LANDMARK_COUNT}, 3] and [1, 1]`,
        "outputs of the model",
        [landmarks?.dims, score?.dims],
      );
    if (uncertainty !== undefined && uncertainty.size !== LANDMARK_COUNT)
      throw expected(
        `[1, ${LANDMARK_COUNT}]`,
        'output "uncertainty" of the model',
        uncertainty.dims,
      );
    return {
      landmarks: landmarks.data as Float32Array,
      score: Number(score.data[0]),
      ...(uncertainty && { uncertainty: uncertainty.data as Float32Array }),
    };
  }
}

async function createSession(
  { name, onnx, session }: Runtime,
  bytes: Uint8Array,
  file: string | undefined,
): Promise<InferenceSession> {
  try {
    return await onnx.InferenceSession.create(bytes, session);
  } catch (cause) {
    // The runtime reports a .wasm that it could not load as a lack of backends, and remembers it for the page's life.
    if (String(cause).includes("no available backend"))
      throw expected(`the WebAssembly of ${name}`, "wasmUrl", cause, {
        cause,
      });
    throw expected("a model that onnxruntime can run", "model", cause, {
      file,
      cause,
    });
  }
}

function checkSignature(
  { inputNames, outputNames, inputMetadata }: InferenceSession,
  inputSize: number,
  file: string | undefined,
): void {
  if (inputNames.join() !== "image")
    throw expected('one input "image"', "model", inputNames, { file });
  if (!["landmarks", "score"].every((name) => outputNames.includes(name)))
    throw expected('outputs "landmarks" and "score"', "model", outputNames, {
      file,
    });
  // Other runtimes than those that the package finds may tell nothing.
  const input = inputMetadata?.[0];
  const wanted = [undefined, 3, inputSize, inputSize];
  // Dimensions that the file leaves open are names, not numbers.
  if (
    !input?.isTensor ||
    input.type !== "float32" ||
    input.shape.length !== 4 ||
    input.shape.some(
      (length, i) =>
        typeof length === "number" && length !== (wanted[i] ?? length),
    )
  )
    throw expected(
      `float32 [N, 3, ${inputSize}, ${inputSize}]`,
      'input "image" of the model',
      input?.isTensor ? [input.type, ...input.shape] : "no tensor",
      { file },
    );
}
