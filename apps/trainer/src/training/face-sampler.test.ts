import { describe, expect, it } from "@jest/globals";
import { createRandom } from "@fdhm/datasets";
import { FaceSampler, type SamplingSettings } from "./face-sampler.ts";

/** Ninety faces near the front, nine at -45 degrees, one at 85; in no order. */
const YAWS = Array.from({ length: 100 }, (_, i) =>
  i === 50 ? 85 : i % 11 === 3 && i < 99 ? -45 : 5,
);
const pack = {
  count: 100,
  poses: Float32Array.from(
    YAWS.flatMap((yaw) => [0, (yaw * Math.PI) / 180, 0]),
  ),
};

/** How often each yaw is drawn in 3,000 draws, as a part of them. */
function parts(settings: SamplingSettings, step = 0): Record<string, number> {
  const sampler = new FaceSampler(pack, settings);
  const random = createRandom(1, 2, 3);
  const counts: Record<string, number> = {};
  for (let i = 0; i < 3000; i++) {
    const yaw = YAWS[sampler.draw(random, step)]!;
    counts[yaw] = (counts[yaw] ?? 0) + 1 / 3000;
  }
  return counts;
}

describe("FaceSampler", () => {
  it("draws every face alike", () => {
    expect(parts({ balance: 0 })[85]).toBeCloseTo(0.01, 2);
    expect(parts({ balance: 0 })[-45]).toBeCloseTo(0.09, 1);
  });

  it("draws by number where nothing depends on the pose", () => {
    const sampler = new FaceSampler(pack, { balance: 0 });
    const [a, b] = [createRandom(7), createRandom(7)];
    for (let i = 0; i < 20; i++)
      expect(sampler.draw(a, 0)).toBe(Math.floor(100 * b.uniform()));
  });

  it("draws every ten degrees alike where asked to, or half-way there", () => {
    for (const part of Object.values(parts({ balance: 1 })))
      expect(part).toBeCloseTo(1 / 3, 1);
    const half = parts({ balance: 0.5 });
    // Roots of 90, 9 and 1 over their sum.
    expect(half[5]).toBeCloseTo(0.703, 1);
    expect(half[85]).toBeCloseTo(0.074, 1);
  });

  it("lets turned faces wait for their time", () => {
    const curriculum = { from: 30, steps: 60 };
    const seen = (step: number) =>
      Object.keys(parts({ balance: 1, curriculum }, step)).sort();
    expect(seen(0)).toEqual(["5"]);
    expect(seen(14)).toEqual(["5"]);
    expect(seen(16)).toEqual(["-45", "5"]); // 46 degrees
    expect(seen(60)).toEqual(["-45", "5", "85"]);
  });

  it("gives the least turned face of a pack that is all beyond", () => {
    const poses = Float32Array.from([0, 1.5, 0, 0, -1.2, 0]);
    const sampler = new FaceSampler(
      { count: 2, poses },
      { balance: 0, curriculum: { from: 30, steps: 10 } },
    );
    expect(sampler.draw(createRandom(1), 0)).toBe(1);
  });

  it("takes faces of unknown pose for frontal ones", () => {
    const poses = Float32Array.from([0, 1.5, 0, NaN, NaN, NaN]);
    const sampler = new FaceSampler(
      { count: 2, poses },
      { balance: 0, curriculum: { from: 30, steps: 10 } },
    );
    expect(sampler.draw(createRandom(1), 0)).toBe(1);
  });
});
