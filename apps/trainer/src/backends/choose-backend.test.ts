import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import type { BackendName, Load } from "./backend.ts";
import { chooseBackend } from "./choose-backend.ts";
import { tryBackends } from "./try-backends.ts";

/** Packages that are there, by name: what loading them does. */
type Modules = Record<string, () => object>;

function loaderOf(modules: Modules): Load {
  return async (name) => {
    const load = modules[name];
    if (load) return load();
    const message = `Cannot find package '${name}' imported from here`;
    throw Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" });
  };
}

const choose = (asked: BackendName | "auto", modules: Modules) =>
  chooseBackend(asked, (names) => tryBackends(names, loaderOf(modules)));

/** Registers a backend that computes as plain JavaScript does. */
function register(name: string): void {
  if (tf.findBackend(name)) tf.removeBackend(name);
  tf.registerBackend(name, tf.findBackendFactory("cpu")!);
  tf.copyRegisteredKernels("cpu", name);
}

/** As tfjs-node and tfjs-node-gpu are. */
const tensorflow = (isUsingGpuDevice: boolean) => () => {
  register("tensorflow");
  return { default: { backend: () => ({ isUsingGpuDevice }) } };
};

/** As webgpu is, with a GPU of this description, or none. */
const dawn = (description?: string, isFallbackAdapter = false) => {
  const info = { description, isFallbackAdapter };
  return () => ({
    globals: { GPUBufferUsage: {} },
    create: () => ({
      requestAdapter: async () => (description ? { info } : null),
    }),
  });
};
const webgpuBackend = () => {
  register("webgpu");
  tf.env().registerFlag("WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE", () => 15);
  return {};
};

const NEITHER =
  "tfjs-node-gpu: @tensorflow/tfjs-node-gpu is not installed; tfjs-node: @tensorflow/tfjs-node is not installed";

// Otherwise the first tensor of a plain backend prints advice.
beforeAll(() => tf.enableProdMode());

describe("chooseBackend", () => {
  it("takes tfjs-node-gpu before everything else", async () => {
    const all = {
      "@tensorflow/tfjs-node-gpu": tensorflow(true),
      "@tensorflow/tfjs-node": tensorflow(false),
      webgpu: dawn("Some GPU"),
      "@tensorflow/tfjs-backend-webgpu": webgpuBackend,
    };
    expect(await choose("auto", all)).toEqual({
      name: "tfjs-node-gpu",
      sentence: "Backend tfjs-node-gpu, TensorFlow's library with CUDA.",
    });
  });

  it("passes tfjs-node-gpu over for tfjs-node where it computes on the processor", async () => {
    const modules = {
      "@tensorflow/tfjs-node-gpu": tensorflow(false),
      "@tensorflow/tfjs-node": tensorflow(false),
      webgpu: dawn("Some GPU"),
      "@tensorflow/tfjs-backend-webgpu": webgpuBackend,
    };
    expect((await choose("auto", modules)).sentence).toBe(
      "Backend tfjs-node, TensorFlow's library (tfjs-node-gpu: it finds no CUDA device).",
    );
  });

  it("takes webgpu before wasm, and leaves nothing behind", async () => {
    const navigator = Object.getOwnPropertyDescriptor(globalThis, "navigator");
    const modules = {
      webgpu: dawn("Some GPU"),
      "@tensorflow/tfjs-backend-webgpu": webgpuBackend,
    };
    expect((await choose("auto", modules)).sentence).toBe(
      `Backend webgpu, Some GPU (${NEITHER}).`,
    );
    expect(Object.getOwnPropertyDescriptor(globalThis, "navigator")).toEqual(
      navigator,
    );
  });

  it.each([
    ["webgpu is not installed", {}],
    ["Dawn finds no GPU with a driver", { webgpu: dawn() }],
    [
      "@tensorflow/tfjs-backend-webgpu is not installed",
      { webgpu: dawn("Some GPU") },
    ],
    [
      "only SwiftShader, slower than wasm",
      {
        webgpu: dawn("SwiftShader", true),
        "@tensorflow/tfjs-backend-webgpu": webgpuBackend,
      },
    ],
  ])("falls back on wasm: %s", async (reason, modules) => {
    expect((await choose("auto", modules)).sentence).toBe(
      `Backend wasm, SIMD kernels (${NEITHER}; webgpu: ${reason}).`,
    );
  });

  it("takes what was asked for, an emulated GPU as well", async () => {
    const modules = {
      webgpu: dawn("SwiftShader", true),
      "@tensorflow/tfjs-backend-webgpu": webgpuBackend,
    };
    expect(await choose("webgpu", modules)).toEqual({
      name: "webgpu",
      sentence: "Backend webgpu, SwiftShader.",
    });
    expect((await choose("cpu", modules)).name).toBe("cpu");
  });

  it("refuses one that was asked for and does not work", async () => {
    const wrong = () => {
      register("tensorflow");
      tf.unregisterKernel("BatchMatMul", "tensorflow");
      tf.registerKernel({
        ...tf.getKernel("BatchMatMul", "cpu"),
        backendName: "tensorflow",
        kernelFunc: () => tf.zeros([1, 2, 1]),
      });
      return {};
    };
    await expect(
      choose("tfjs-node", { "@tensorflow/tfjs-node": wrong }),
    ).rejects.toThrow(
      "Expected one that works here for --backend but received tfjs-node: Expected 19 and 43 for product of the backend but received [0,0]",
    );
    await expect(choose("webgpu", {})).rejects.toThrow(
      "Expected one that works here for --backend but received webgpu: webgpu is not installed",
    );
  });
});
