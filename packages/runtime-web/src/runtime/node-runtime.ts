import { expected } from "@fdhm/errors";
import type { OnnxModule, Runtime } from "./runtime.ts";

/** Of type string, so that neither bundlers nor the compiler follow it: the package is an optional peer, and for Node alone. */
const PACKAGE: string = "onnxruntime-node";

/** Imports a package by its name. */
export type ImportPackage = (name: string) => Promise<unknown>;

/** Whether this is Node, or something with Node's modules, and not a page or a browser's worker. */
export function isNode(): boolean {
  const { process } = globalThis as {
    process?: { versions?: { node?: string } };
  };
  return typeof process?.versions?.node === "string";
}

/**
 * Loads onnxruntime-node, which computes in machine code.
 *
 * @throws RangeError where it is not installed, where its machine code does not run here, or where it is too old.
 */
export async function nodeRuntime(
  importPackage: ImportPackage = importInstalled,
): Promise<Runtime> {
  if (!isNode()) throw expected("Node", "runtime onnxruntime-node", "none");
  let loaded: unknown;
  try {
    loaded = await importPackage(PACKAGE);
  } catch (cause) {
    throw expected(
      "onnxruntime-node (npm install onnxruntime-node)",
      "runtime",
      cause,
      { cause },
    );
  }
  // The package is CommonJS, whose exports some loaders give as the default export only.
  const named = loaded as Partial<OnnxModule> & { default?: unknown };
  const onnx = (
    named.InferenceSession === undefined ? named.default : named
  ) as Partial<OnnxModule> | undefined;
  if (onnx?.InferenceSession === undefined || onnx.Tensor === undefined)
    throw expected(
      "exports InferenceSession and Tensor",
      "onnxruntime-node",
      Object.keys(onnx ?? {}),
    );
  return {
    name: "onnxruntime-node",
    onnx: onnx as OnnxModule,
    // One thread, as in WebAssembly: of so small a network more of them take more of the processor's time than they save.
    session: {
      executionProviders: ["cpu"],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    },
  };
}

function importInstalled(name: string): Promise<unknown> {
  return import(/* webpackIgnore: true */ /* @vite-ignore */ name);
}
