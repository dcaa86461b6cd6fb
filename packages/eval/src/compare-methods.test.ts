import { describe, expect, it } from "@jest/globals";
import { compareMethods } from "./compare-methods.ts";
import { seededRandom } from "./seeded-random.ts";

/** Faces of all three bins whose errors vary far more from face to face than the methods differ. */
function methods(by: number, noise: number) {
  const random = seededRandom(9);
  const first = [];
  const second = [];
  for (let i = 0; i < 300; i++) {
    const nme = 0.02 + 0.1 * random();
    const face = { name: `face ${i}`, yaw: (i % 3) * 0.6 };
    second.push({ ...face, nme });
    first.push({ ...face, nme: nme + by + noise * (random() - 0.5) });
  }
  return { first, second: second.reverse() };
}

describe("compareMethods", () => {
  it("finds a difference that is small beside the faces' own", () => {
    const { first, second } = methods(-0.001, 0.004);
    const compared = compareMethods(first, second);
    expect(compared.difference).toBeCloseTo(-0.001, 3);
    expect(compared.significant).toBe(true);
    expect(compared.interval[1]).toBeLessThan(0);
    expect(compared.better).toBeGreaterThan(0.6);
    expect(compared.bins.every((bin) => bin! < 0)).toBe(true);
    expect(compared.faces).toBe(300);
  });

  it("says that noise may be chance", () => {
    const { first, second } = methods(0, 0.004);
    const { significant, interval } = compareMethods(first, second);
    expect(significant).toBe(false);
    expect(interval[0]).toBeLessThan(0);
    expect(interval[1]).toBeGreaterThan(0);
  });

  it("names faces that one of them missed, and leaves them out", () => {
    const first = [
      { name: "a", nme: 0.1 },
      { name: "b", nme: null },
    ];
    const second = [
      { name: "a", nme: 0.3 },
      { name: "b", nme: 0.1 },
    ];
    expect(compareMethods(first, second)).toMatchObject({
      missed: ["b"],
      faces: 1,
      bins: [null, null, null],
      better: 1,
    });
  });

  it("refuses other faces, a face twice, and nothing in common", () => {
    const a = { name: "a", nme: 0.1 };
    const b = { name: "b", nme: 0.1 };
    expect(() => compareMethods([a], [b])).toThrow(/error of b.*first method/);
    expect(() => compareMethods([a, b], [a])).toThrow(/error of b.*second/);
    expect(() => compareMethods([a, a], [a])).toThrow(/a twice/);
    expect(() => compareMethods([a], [{ ...a, nme: null }])).toThrow(
      /both have found/,
    );
  });
});
