import { expected } from "@fdhm/errors";
import type * as Ort from "onnxruntime-web/wasm";
import { javaScript } from "./javascript.ts";

/** `native` is onnxruntime-node, `wasm` is onnxruntime-web in WebAssembly. */
export type OnnxRuntimeName = "native" | "wasm";

/** Those that ONNX files run in, or `javascript` for what is none. */
export type RuntimeName = OnnxRuntimeName | "javascript";

/** Both run times of ONNX files, the quicker first. */
export const RUNTIMES: readonly OnnxRuntimeName[] = ["native", "wasm"];

/** What is run natively; it is installed by whoever wants that measured. */
const NATIVE: string = "onnxruntime-node";
const NATIVE_VERSION = "1.30.0";

/** Outputs of a network by name. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/** A model in a run time, one run at a time. */
export interface Session {
  /** Names of the inputs. */
  readonly inputNames: readonly string[];
  /**
   * Runs the network on one crop.
   *
   * @param input - `3 * size * size` numbers, plane after plane.
   */
  run(name: string, input: Float32Array, size: number): Promise<Outputs>;
  /** Frees it. */
  release(): Promise<void>;
}

/** A run time, held to one thread. */
export interface Runtime {
  /** Which. */
  readonly name: RuntimeName;
  /** With its version, for tables. */
  readonly title: string;
  /**
   * Makes a model ready to run.
   *
   * @param file - its path, for errors.
   * @throws RangeError where the run time cannot run it: a file that is cut, say.
   */
  open(bytes: Uint8Array, file: string): Promise<Session>;
}

/** A run time, or why there is none. */
export type OpenedRuntime =
  | { readonly runtime: Runtime }
  | { readonly name: RuntimeName; readonly missing: string };

/** Loads a run time with one thread. */
export async function openRuntime(name: RuntimeName): Promise<OpenedRuntime> {
  if (name === "javascript") return { runtime: javaScript };
  if (name === "wasm") {
    const ort = await import("onnxruntime-web/wasm");
    ort.env.wasm.numThreads = 1;
    return { runtime: runtimeOf(name, ort, "onnxruntime-web, wasm", "web") };
  }
  let module: typeof Ort & { readonly default?: typeof Ort };
  try {
    module = (await import(NATIVE)) as typeof module;
  } catch (error) {
    const absent =
      (error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND";
    return {
      name,
      missing: absent
        ? `${NATIVE} is not installed: npm install --no-save ${NATIVE}@${NATIVE_VERSION}`
        : `${NATIVE} does not load: ${(error as Error).message}`,
    };
  }
  return { runtime: runtimeOf(name, module.default ?? module, NATIVE, "node") };
}

function runtimeOf(
  name: RuntimeName,
  { env, InferenceSession, Tensor }: typeof Ort,
  title: string,
  version: "web" | "node",
): Runtime {
  const options = {
    executionProviders: [name === "native" ? "cpu" : "wasm"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  } as const;
  return {
    name,
    title: `${title} ${env.versions[version]}`,
    async open(bytes, file) {
      const session = await InferenceSession.create(bytes, options).catch(
        (cause: unknown) => {
          throw expected("a model that onnxruntime can run", "model", cause, {
            file,
            cause,
          });
        },
      );
      return {
        inputNames: session.inputNames,
        async run(input, data, size) {
          const shape = [1, 3, size, size];
          const outputs = await session.run({
            [input]: new Tensor("float32", data, shape),
          });
          const named: Record<string, Float32Array> = {};
          for (const [output, { data }] of Object.entries(outputs))
            named[output] = data as Float32Array;
          return named;
        },
        release: () => session.release(),
      };
    },
  };
}
