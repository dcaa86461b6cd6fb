import { afterEach, describe, expect, it } from "@jest/globals";
import type { Env } from "onnxruntime-web/wasm";
import { configureWasm } from "./configure-wasm.ts";

const page = globalThis as { crossOriginIsolated?: boolean };

describe("configureWasm", () => {
  afterEach(() => {
    delete page.crossOriginIsolated;
  });

  it.each([undefined, false])(
    "asks for one thread where the page's isolation is %p",
    (isolated) => {
      if (isolated !== undefined) page.crossOriginIsolated = isolated;
      const wasm: Env.WebAssemblyFlags = { numThreads: 4 };
      configureWasm(wasm, {});
      expect(wasm).toEqual({ numThreads: 1 });
    },
  );

  it("leaves the number of threads to onnxruntime where the page is isolated", () => {
    page.crossOriginIsolated = true;
    const wasm: Env.WebAssemblyFlags = {};
    configureWasm(wasm, {});
    expect(wasm).toEqual({});
  });

  it("says where the WebAssembly is", () => {
    const wasm: Env.WebAssemblyFlags = {};
    const wasmBinary = Uint8Array.of(0, 97, 115, 109);
    configureWasm(wasm, { wasmUrl: "/own.wasm", wasmBinary });
    expect(wasm).toEqual({
      wasmPaths: { wasm: "/own.wasm" },
      wasmBinary,
      numThreads: 1,
    });
  });
});
