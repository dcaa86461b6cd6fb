import { describe, expect, it } from "@jest/globals";
import {
  createDhmHourglass,
  type DhmHourglassConfig,
} from "./dhm-hourglass.ts";
import { DHM_HOURGLASS_PRESETS } from "./dhm-hourglass-presets.ts";
import {
  NESTED_DHM_HOURGLASS,
  TINY_MODEL,
} from "./tiny-networks.test.fixture.ts";
import { initialWeights, weightOf } from "./weight-layout.ts";

describe("createDhmHourglass", () => {
  it("counts what a person counts", () => {
    const { layout, macs } = createDhmHourglass(NESTED_DHM_HOURGLASS);
    const residual = (inputs: number) =>
      2 * inputs +
      (inputs * 4 + 4) + // narrow
      2 * 4 +
      (9 * 4 * 4 + 4) + // middle
      2 * 4 +
      (4 * 8 + 8) + // widen
      (inputs === 8 ? 0 : inputs * 8 + 8); // beside
    const stem = 49 * 6 * 4 + 4 + 2 * 4;
    const hourglass = 7 * residual(8); // beside, down, up at both sizes, and the bottom
    const join = 8 * 8 + 8;
    const dense = 2 * 8 + (2 * 2 * 8 * 32 + 32);
    const lstm = 32 * 256 + 256 + 64 * 256;
    expect(layout.size).toBe(
      stem +
        residual(4) +
        residual(8) +
        hourglass +
        join +
        2 * residual(8) +
        dense +
        lstm +
        64 * 234 +
        (64 + 1),
    );
    const products = (inputs: number) =>
      inputs * 4 + 9 * 4 * 4 + 4 * 8 + (inputs === 8 ? 0 : inputs * 8);
    const look =
      256 * (49 * 3 * 4 + products(4)) + // the picture's half of the stem, at 16 x 16
      64 * products(8) + // 8 x 8
      (64 + 2 * 16) * products(8) + // beside at 8 x 8; down and up at 4 x 4
      (16 + 3 * 4) * products(8) + // beside at 4 x 4; down, bottom and up at 2 x 2
      64 * 64 + // join
      (16 + 4) * products(8) + // reduced to 4 x 4, then to 2 x 2
      32 * 32;
    expect(macs).toBe(
      2 * (look + 32 * 256 + 64 * 234 + 228 * 204) +
        256 * 49 * 3 * 4 + // the second step's map; the first's is a constant
        64 * 256 +
        64,
    );
  });

  it("starts with an LSTM that keeps its memory", () => {
    const { layout } = createDhmHourglass(NESTED_DHM_HOURGLASS);
    const bias = weightOf(
      layout,
      initialWeights(layout, () => 0.5),
      "lstm/input/bias",
    );
    expect([...bias]).toEqual(
      Array.from({ length: 256 }, (_, i) => (i >= 64 && i < 128 ? 1 : 0)),
    );
  });

  it.each<[Partial<DhmHourglassConfig>, string]>([
    [
      { inputSize: 40 },
      "Expected a multiple of 16 (all halvings) for inputSize but received 40",
    ],
    [{ stacks: 0 }, "a whole number of at least 1 for stacks but received 0"],
    [{ depth: 0 }, "at least 1 for depth"],
    [{ reductions: -1 }, "at least 0 for reductions"],
    [{ channels: 7 }, "Expected an even number for channels but received 7"],
    [{ groups: 3 }, "Expected a divisor of 4 for groups but received 3"],
    [
      { channels: 12, groups: 4 },
      "Expected a divisor of 6 for groups but received 4",
    ],
    [{ steps: 0.5 }, "at least 1 for steps"],
    [{ units: 0 }, "at least 1 for units"],
  ])("refuses %j", (change, message) => {
    expect(() =>
      createDhmHourglass({ ...NESTED_DHM_HOURGLASS, ...change }),
    ).toThrow(message);
  });
});

describe("DHM_HOURGLASS_PRESETS", () => {
  it("is no larger than the paper's", () => {
    const { layout, macs } = createDhmHourglass({
      ...DHM_HOURGLASS_PRESETS["dhm-hourglass"],
      model: TINY_MODEL,
    });
    expect(layout.size).toBe(34_927_681);
    expect(4 * layout.size).toBeLessThanOrEqual(221.9e6);
    expect(macs / 1e9).toBeCloseTo(33.956_133_568, 9);
  });
});
