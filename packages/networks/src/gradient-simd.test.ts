import { beforeAll, describe, expect, it } from "@jest/globals";
import { startWasmBackend } from "./backend.ts";
import {
  compareGradients,
  GRADIENT_CASES,
} from "./gradient-check.test.fixture.ts";

beforeAll(async () => {
  expect(await startWasmBackend({ composed: false })).toBe(true);
});

describe("gradients on wasm, with SIMD kernels", () => {
  it.each(GRADIENT_CASES)("are the cpu's: %s", async (_, network, loss) => {
    const { gradients, ...rest } = await compareGradients(network, loss);
    expect(rest.loss).toBeLessThan(1e-5);
    expect(rest.statistics).toBeLessThan(1e-4);
    expect(gradients[0]?.error).toBeLessThan(1e-3);
    const close = gradients.filter(({ error }) => error < 1e-4);
    expect(close.length).toBeGreaterThan(0.8 * gradients.length);
  });
});
