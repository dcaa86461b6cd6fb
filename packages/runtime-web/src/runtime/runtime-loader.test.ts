import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { tinyDecoding } from "../testing/tiny-face.ts";
import { fakeOnnx } from "../testing/fake-onnx.ts";
import { runtimeLoader } from "./runtime-loader.ts";
import { webRuntime } from "./web-runtime.ts";

const onnx = fakeOnnx(16, tinyDecoding(16).meanFace);
const missing = new Error("Cannot find package 'onnxruntime-node'");

describe("runtimeLoader", () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    ["auto", onnx],
    ["auto", { default: onnx }],
    ["onnxruntime-node", onnx],
    ["onnxruntime-node", { default: onnx }],
  ] as const)(
    "of %p takes onnxruntime-node, if it is installed",
    async (name, exports) => {
      const asked: string[] = [];
      const load = runtimeLoader(name, async (name) => {
        asked.push(name);
        return exports;
      });
      expect(asked).toEqual([]);
      const runtime = await load({});
      expect(asked).toEqual(["onnxruntime-node"]);
      expect(runtime.name).toBe("onnxruntime-node");
      expect(runtime.onnx).toBe(onnx);
      expect(runtime.session).toMatchObject({
        executionProviders: ["cpu"],
        intraOpNumThreads: 1,
      });
    },
  );

  it.each([
    ["is not installed", () => Promise.reject(missing)],
    ["has no machine code for this system", () => Promise.resolve({})],
  ])(
    "of auto takes WebAssembly where onnxruntime-node %s",
    async (_, importPackage) => {
      const runtime = await runtimeLoader("auto", importPackage)({});
      expect(runtime.name).toBe("onnxruntime-web");
      expect(runtime.session).toEqual({ executionProviders: ["wasm"] });
    },
  );

  it("of onnxruntime-node says what is missing", async () => {
    const error = await runtimeLoader("onnxruntime-node", () =>
      Promise.reject(missing),
    )({}).catch((error: Error) => error);
    expect((error as Error).message).toMatch(
      /npm install onnxruntime-node.*Cannot find package/,
    );
    expect((error as Error).cause).toBe(missing);
    await expect(
      runtimeLoader("onnxruntime-node", async () => ({ Tensor: 1 }))({}),
    ).rejects.toThrow(/InferenceSession and Tensor for onnxruntime-node/);
  });

  it("of onnxruntime-web never asks for onnxruntime-node", async () => {
    const importPackage = jest.fn<() => Promise<unknown>>();
    const load = runtimeLoader("onnxruntime-web", importPackage);
    expect((await load({})).name).toBe("onnxruntime-web");
    expect(importPackage).not.toHaveBeenCalled();
  });

  it("looks for onnxruntime-node in Node only", async () => {
    await webRuntime({}); // which looks for Node itself when it is first loaded
    jest.replaceProperty(globalThis, "process", {} as never);
    const importPackage = jest.fn<() => Promise<unknown>>();
    const runtime = await runtimeLoader("auto", importPackage)({});
    expect(runtime.name).toBe("onnxruntime-web");
    await expect(
      runtimeLoader("onnxruntime-node", importPackage)({}),
    ).rejects.toThrow(/Expected Node for runtime onnxruntime-node/);
    expect(importPackage).not.toHaveBeenCalled();
  });

  it("hands on a loader, and refuses what is neither", () => {
    const loader = async () => ({ name: "own", onnx, session: {} });
    expect(runtimeLoader(loader)).toBe(loader);
    expect(() => runtimeLoader("webgpu" as never)).toThrow(
      /auto, onnxruntime-node, onnxruntime-web or a loader.*"webgpu"/,
    );
    expect(() => runtimeLoader(null as never)).toThrow(/for runtime/);
  });
});
