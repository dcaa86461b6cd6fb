import { describe, expect, it } from "@jest/globals";
import { OneEuroFilter } from "./one-euro-filter.ts";

const settings = { slowest: 1, perSpeed: 10, speedCutoff: 1 };

/** Filters the x of one point, one frame in `step` ms. */
function run(
  values: readonly number[],
  { size = 100, step = 20, perSpeed = 10 } = {},
) {
  const filter = new OneEuroFilter({ ...settings, perSpeed });
  return values.map(
    (x, i) => filter.filter(Float32Array.of(x, 0, 0), size, step * i)[0]!,
  );
}

describe("OneEuroFilter", () => {
  it("gives the first points as they came, and its own copy of them", () => {
    const filter = new OneEuroFilter(settings);
    const points = Float32Array.of(1, 2, 3);
    const out = filter.filter(points, 10, 5);
    expect(out).toEqual(points);
    expect(out).not.toBe(points);
  });

  it("is the published filter for one coordinate", () => {
    // Algorithm 1 with rate 50, by hand: alpha(f) = 1 / (1 + 50 / (2 pi f)).
    const alpha = (f: number) => 1 / (1 + 50 / (2 * Math.PI * f));
    let [x, speed] = [0, 0];
    const wanted = [0, 3, 4, 40, 80].map((value, i) => {
      if (i === 0) return 0;
      speed += alpha(1) * (((value - x) * 50) / 100 - speed);
      x += alpha(1 + 10 * Math.abs(speed)) * (value - x);
      return x;
    });
    run([0, 3, 4, 40, 80]).forEach((value, i) =>
      expect(value).toBeCloseTo(wanted[i]!, 4),
    );
  });

  it("measures speed in sizes: a near face as a far one", () => {
    const path = [0, 1, 4, 9, 20, 30];
    const near = run(
      path.map((x) => 5 * x),
      { size: 500 },
    );
    run(path).forEach((x, i) => expect(near[i]).toBeCloseTo(5 * x, 4));
  });

  it("takes trembling out of what stands still", () => {
    const noise = Array.from(
      { length: 400 },
      (_, i) => ((i * 7919) % 13) / 6 - 1,
    );
    const spread = (values: number[]) =>
      Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
    const out = run(noise, { perSpeed: 0 }).slice(50);
    expect(spread(out)).toBeLessThan(0.4 * spread(noise.slice(50)));
  });

  it("opens with speed: more of it lags less", () => {
    const ramp = Array.from({ length: 50 }, (_, i) => 4 * i); // 2 sizes a second
    const lag = (perSpeed: number) =>
      ramp.at(-1)! - run(ramp, { perSpeed }).at(-1)!;
    expect(lag(0)).toBeGreaterThan(20);
    expect(lag(10)).toBeLessThan(3);
    expect(lag(10)).toBeGreaterThan(0);
  });

  it("lets a point that stands still within a turning whole follow as quickly as the whole", () => {
    const filter = new OneEuroFilter(settings);
    const alone = new OneEuroFilter(settings);
    let out: Float32Array = new Float32Array(9);
    let single: Float32Array = new Float32Array(3);
    for (let i = 0; i < 20; i++) {
      const still = i === 19 ? 1 : 0;
      out = filter.filter(
        Float32Array.of(still, 0, 0, 8 * i, 0, 0, 0, 8 * i, 0),
        100,
        20 * i,
      );
      single = alone.filter(Float32Array.of(still, 0, 0), 100, 20 * i);
    }
    expect(out[0]).toBeGreaterThan(2 * single[0]!);
  });

  it("gives the same again for a frame that comes twice", () => {
    const filter = new OneEuroFilter(settings);
    filter.filter(Float32Array.of(0, 0, 0), 100, 0);
    const once = filter.filter(Float32Array.of(10, 0, 0), 100, 20);
    expect(filter.filter(Float32Array.of(10, 0, 0), 100, 20)).toEqual(once);
  });
});
