import { startWebgpuBackend } from "@fdhm/networks";
import type { Backend } from "./backend.ts";

/** What is used of the package `webgpu`: Dawn, Chromium's WebGPU. */
interface Dawn {
  readonly create: (options: string[]) => GPU;
  readonly globals: object;
}

/** A GPU through Dawn, of the optional packages `webgpu` and `@tensorflow/tfjs-backend-webgpu`. */
export const webgpu: Backend = {
  name: "webgpu",
  oneCore: false,
  async start(load) {
    const { create, globals } = (await load("webgpu")) as Dawn;
    const gpu = create([]);
    const adapter = await gpu.requestAdapter({
      powerPreference: "high-performance",
    });
    if (!adapter) throw new Error("Dawn finds no GPU with a driver");
    const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
    const release = () => {
      // While Node can reach the GPU it does not exit.
      if (before) Object.defineProperty(globalThis, "navigator", before);
      else delete (globalThis as { navigator?: unknown }).navigator;
    };
    Object.assign(globalThis, globals);
    Object.defineProperty(globalThis, "navigator", {
      value: { gpu, userAgent: "node" },
      configurable: true,
      writable: true,
    });
    try {
      await load("@tensorflow/tfjs-backend-webgpu");
      await startWebgpuBackend();
    } catch (error) {
      release();
      throw error;
    }
    const { description, device, vendor, isFallbackAdapter } = adapter.info;
    return {
      computes: description || device || vendor || "a GPU",
      emulated: isFallbackAdapter,
      release,
    };
  },
};
