import { describe, expect, it } from "@jest/globals";
import { sweepSchema } from "../config/sweep-schema.ts";
import { sweepPoints } from "./sweep-points.ts";

const points = (what: object) =>
  sweepPoints(sweepSchema.parse({ name: "s", base: "b.yaml", ...what }));

describe("sweepPoints", () => {
  it("are every combination of a grid, named by their values", () => {
    const grid = {
      "training.optimiser.rate": [0.001, 0.003],
      "network.preset": ["fast-dhm", "cnn-3d"],
    };
    expect(points({ grid }).map(({ name }) => name)).toEqual([
      "rate-0.001_preset-fast-dhm",
      "rate-0.001_preset-cnn-3d",
      "rate-0.003_preset-fast-dhm",
      "rate-0.003_preset-cnn-3d",
    ]);
    expect(points({ grid })[2]!.settings).toEqual({
      "training.optimiser.rate": 0.003,
      "network.preset": "fast-dhm",
    });
  });

  it("tell keys with one ending apart, and have a name where values are no name", () => {
    const [same] = points({
      grid: { "network.steps": [1], "training.steps": [2] },
    });
    expect(same!.name).toBe("network.steps-1_training.steps-2");
    const lists = points({ grid: { blocks: [[1], [2]] } });
    expect(new Set(lists.map(({ name }) => name)).size).toBe(2);
    for (const { name } of lists) expect(name).toMatch(/^point-[0-9a-f]{12}$/);
  });

  it("are drawn within their ranges, the same ones again, the first of more", () => {
    const random = (count: number) => ({
      random: {
        count,
        keys: {
          rate: { from: 1e-5, to: 1e-1, scale: "log" },
          width: { from: 1, to: 4, whole: true },
          kind: ["a", "b"],
        },
      },
    });
    const many = points(random(400));
    expect(points(random(7))).toEqual(many.slice(0, 7));
    const rates = many.map(({ settings }) => settings["rate"] as number);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(1e-5);
    expect(Math.max(...rates)).toBeLessThanOrEqual(1e-1);
    const below = rates.filter((rate) => rate < 1e-3).length;
    expect(Math.abs(below / rates.length - 0.5)).toBeLessThan(0.1);
    const widths = new Set(many.map(({ settings }) => settings["width"]));
    expect([...widths].sort()).toEqual([1, 2, 3, 4]);
    const kinds = new Set(many.map(({ settings }) => settings["kind"]));
    expect([...kinds].sort()).toEqual(["a", "b"]);
  });

  it("are taken once where the same is drawn twice", () => {
    const random = { count: 50, keys: { kind: ["a", "b"] } };
    expect(points({ random })).toHaveLength(2);
  });

  it.each([
    [{}, /exactly one of grid, random and candidates/],
    [{ grid: { a: [1] }, candidates: {} }, /exactly one/],
    [
      { random: { count: 1, keys: { a: { from: 0, to: 1, scale: "log" } } } },
      /from above 0/,
    ],
    [
      { random: { count: 1, keys: { a: { from: 2, to: 1 } } } },
      /from below to/,
    ],
    [{ candidates: { "../up": {} } }, /letters, digits/],
  ])("are refused for %j", (what, message) => {
    expect(() => points(what)).toThrow(message);
  });
});
