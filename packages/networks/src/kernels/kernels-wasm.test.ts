import { describe, expect, it } from "@jest/globals";
import { decodeBase64 } from "./base64.ts";
import { KERNELS_WASM } from "./kernels.wasm.ts";

const SCRIPT = "../../../../scripts/compile-kernels.mjs";

describe("kernels.wasm.ts", () => {
  it("is what assembly/ compiles to", async () => {
    const { compileKernels } = (await import(SCRIPT)) as {
      compileKernels: (owner: string, entry: string) => Promise<Uint8Array>;
    };
    const compiled = await compileKernels("networks", "kernels.ts");
    expect([...decodeBase64(KERNELS_WASM)]).toEqual([...compiled]);
  });
});

describe("decodeBase64", () => {
  it.each([
    ["", []],
    ["/w==", [255]],
    ["AQI=", [1, 2]],
    ["+/8A", [251, 255, 0]],
  ])("reads %j", (text, bytes) => {
    expect([...decodeBase64(text)]).toEqual(bytes);
  });
});
