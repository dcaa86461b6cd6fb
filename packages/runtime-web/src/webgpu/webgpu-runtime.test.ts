import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { FaceAligner } from "../face-aligner.ts";
import { fakeOnnx } from "../testing/fake-onnx.ts";
import { noise, tinyDecoding } from "../testing/tiny-face.ts";
import { tinyModel } from "../testing/tiny-model.ts";
import { webgpu, type ImportWebGpu } from "./webgpu-runtime.ts";

const decoding = tinyDecoding(16);
const navigatorBefore = Object.getOwnPropertyDescriptor(
  globalThis,
  "navigator",
);

/** Gives the page a `navigator`. */
function browse(navigator: object | undefined): void {
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: navigator,
  });
}

describe("webgpu", () => {
  afterEach(() => {
    if (navigatorBefore)
      Object.defineProperty(globalThis, "navigator", navigatorBefore);
    else delete (globalThis as { navigator?: unknown }).navigator;
  });

  it("lets FaceAligner compute on the GPU", async () => {
    browse({ gpu: { requestAdapter: async () => ({}) } });
    const onnx = fakeOnnx(16, decoding.meanFace);
    const aligner = await FaceAligner.load(
      tinyModel({ decoding, bias: decoding.meanFace }),
      { runtime: webgpu(async () => onnx), wasmUrl: "/asyncify.wasm" },
    );
    expect(aligner.runtime).toBe("onnxruntime-web/webgpu");
    expect(onnx.sessions).toEqual([{ executionProviders: ["webgpu"] }]);
    expect(onnx.env.wasm).toEqual({
      wasmPaths: { wasm: "/asyncify.wasm" },
      numThreads: 1,
    });
    const box = { x: 22, y: 11, width: 30, height: 24 };
    const { landmarks, score } = await aligner.align(noise(80, 60, 4), box);
    expect(onnx.crops).toEqual([[1, 3, 16, 16]]);
    expect(score).toBe(0.75);
    expect(landmarks[0]).toBeCloseTo(37.6 + 45 * decoding.meanFace[0]!, 4);
    await aligner.dispose();
    expect(onnx.released()).toBe(1);
  });

  it.each<[string, object | undefined, RegExp]>([
    ["navigator", undefined, /with WebGPU .*no navigator\.gpu/],
    ["WebGPU", {}, /with WebGPU .*no navigator\.gpu/],
    [
      "adapter",
      { gpu: { requestAdapter: async () => null } },
      /lets pages use.*no adapter/,
    ],
    [
      "luck",
      { gpu: { requestAdapter: () => Promise.reject(new Error("lost")) } },
      /a GPU for runtime webgpu but received lost/,
    ],
  ])(
    "says that there is no %s, and loads nothing",
    async (_, page, message) => {
      browse(page);
      const importWebGpu = jest.fn<ImportWebGpu>();
      await expect(
        FaceAligner.load(tinyModel({ decoding, bias: decoding.meanFace }), {
          runtime: webgpu(importWebGpu),
        }),
      ).rejects.toThrow(message);
      expect(importWebGpu).not.toHaveBeenCalled();
    },
  );
});
