import { describe, expect, it } from "@jest/globals";
import {
  runWithVulkan,
  withoutVulkan,
} from "../testing/vulkan.test.fixture.ts";

/** A line of `compare-webgpu.mjs`. */
interface Comparison {
  readonly name: string;
  readonly loss: number;
  /** `"-Infinity"` where a network has none. */
  readonly statistics: number | string;
  readonly gradients: readonly { readonly error: number }[];
}

(withoutVulkan === undefined ? describe : describe.skip)(
  `gradients on webgpu${withoutVulkan === undefined ? "" : ` (${withoutVulkan})`}`,
  () => {
    it("are the cpu's, for every family of networks", async () => {
      const lines = await runWithVulkan("compare-webgpu.mjs");
      const comparisons = lines.map((line) => JSON.parse(line) as Comparison);
      expect(comparisons).toHaveLength(10);
      // The tolerances that wasm's SIMD kernels have to keep.
      for (const { name, gradients, ...rest } of comparisons) {
        expect([name, rest.loss < 1e-5]).toEqual([name, true]);
        expect([name, Number(rest.statistics) < 1e-4]).toEqual([name, true]);
        expect([name, gradients[0]!.error < 1e-3]).toEqual([name, true]);
        const close = gradients.filter(({ error }) => error < 1e-4);
        expect([name, close.length > 0.8 * gradients.length]).toEqual([
          name,
          true,
        ]);
      }
    }, 240_000);
  },
);
