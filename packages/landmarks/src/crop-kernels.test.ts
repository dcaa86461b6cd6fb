import { describe, expect, it } from "@jest/globals";
import { CropKernels, cropKernels } from "./crop-kernels.ts";
import { CROP_WASM } from "./crop-kernels.wasm.ts";
import type { Picture } from "./picture.ts";
import { sampleTurnedSimd } from "./sample-turned-simd.ts";
import { sampleUprightSimd } from "./sample-upright-simd.ts";

const SCRIPT = "../../../scripts/compile-kernels.mjs";
const RAW = { mean: [0, 0, 0], deviation: [1, 1, 1] } as const;

declare const atob: (base64: string) => string;
declare const btoa: (bytes: string) => string;
declare const WebAssembly: ConstructorParameters<typeof CropKernels>[0];

describe("crop-kernels.wasm.ts", () => {
  it("is what assembly/ compiles to", async () => {
    const { compileKernels } = (await import(SCRIPT)) as {
      compileKernels: (owner: string, entry: string) => Promise<Uint8Array>;
    };
    const compiled = await compileKernels("landmarks", "crop.ts");
    expect(CROP_WASM).toBe(btoa(String.fromCharCode(...compiled)));
  });
});

describe("CropKernels", () => {
  it("are made once", () => {
    expect(cropKernels()).toBeDefined();
    expect(cropKernels()).toBe(cropKernels());
  });

  it("never leave their memory, whatever picture is their first", () => {
    const bytes = Uint8Array.from(atob(CROP_WASM), (c) => c.charCodeAt(0));
    const module = new WebAssembly.Module(bytes);
    const out = new Float32Array(3 * 12 * 12);
    // Pictures of all lengths end near the end of a page of memory, with even and odd numbers of rows an input row.
    for (const channels of [3, 4] as const)
      for (let width = 3; width < 700; width += 31)
        for (const height of [1, 2, 3, 18, 61, 256]) {
          const data = new Uint8Array(channels * width * height).fill(70);
          const picture: Picture = { data, width, height, channels };
          const side = 0.8 * Math.min(width, height);
          const window = {
            centreX: (width - 1) / 2,
            centreY: (height - 1) / 2,
            side,
          };
          const taps = Math.min(4, Math.max(1, Math.round(side / 12)));
          for (const roll of [0, 0.3]) {
            const sample = roll === 0 ? sampleUprightSimd : sampleTurnedSimd;
            sample(
              new CropKernels(WebAssembly, module),
              picture,
              { ...window, roll },
              12,
              taps,
              RAW,
              1,
              144,
              out,
            );
            // Thin pictures have black in the mean.
            expect(out[6 * 12 + 6]).toBeGreaterThan(15);
            expect(out[6 * 12 + 6]).toBeLessThan(70.1);
          }
        }
  });
});
