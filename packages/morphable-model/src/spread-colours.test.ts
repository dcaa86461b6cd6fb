import { describe, expect, it } from "@jest/globals";
import { spreadColours } from "./spread-colours.ts";

/** Spreads one number a pixel, three times the same; NaN is unknown. */
function spread(rows: readonly (readonly number[])[]): number[][] {
  const size = rows.length;
  const known = rows.flat();
  const values = Float32Array.from({ length: 3 * known.length }, (_, i) => {
    const value = known[Math.floor(i / 3)]!;
    return Number.isNaN(value) ? -1e6 : value;
  });
  const weights = Float32Array.from(known, (v) => (Number.isNaN(v) ? 0 : 1));
  spreadColours(values, weights, size);
  const out = values.filter((_, i) => i % 3 === 1);
  return rows.map((_, y) => [...out.subarray(y * size, (y + 1) * size)]);
}

describe("spreadColours", () => {
  it("fills everything from one known pixel", () => {
    const rows = Array.from({ length: 5 }, () =>
      new Array<number>(5).fill(NaN),
    );
    rows[3]![1] = 40;
    for (const value of spread(rows).flat()) expect(value).toBeCloseTo(40, 4);
  });

  it("keeps what is known and goes smoothly from one to the other", () => {
    const row = [10, ...new Array<number>(14).fill(NaN), 70];
    const [first, ...others] = spread(Array.from({ length: 16 }, () => row));
    expect(first![0]).toBe(10);
    expect(first![15]).toBe(70);
    for (let x = 1; x < 16; x++) {
      const rise = first![x]! - first![x - 1]!;
      expect(rise).toBeGreaterThanOrEqual(0);
      expect(rise).toBeLessThan(15);
    }
    for (const other of others)
      other.forEach((value, x) => expect(value).toBeCloseTo(first![x]!, 3));
  });

  it("mixes what is half known with what lies about it", () => {
    const values = Float32Array.from({ length: 12 }, (_, i) =>
      i < 3 ? 90 : 30,
    );
    const weights = new Float32Array([0.5, 1, 1, 1]);
    spreadColours(values, weights, 2);
    // The larger square is (0.5 * 90 + 3 * 30) / 3.5.
    expect(values[0]).toBeCloseTo((90 + 135 / 3.5) / 2, 4);
    expect([...values.subarray(3)]).toEqual(new Array(9).fill(30));
  });
});
