import { describe, expect, it } from "@jest/globals";
import { renderDhm } from "./render-dhm.ts";
import { renderDhmBatch } from "./render-dhm-batch.ts";

const FIRST = [1, 2, 3, 7, 8, 9, 4, 3, 5];
const SECOND = [6, 2, 0, 1, 9, 4, 3, 3, 7];
const BOTH = new Float32Array([...FIRST, ...SECOND]);
const SIZE = 12;
const LENGTH = SIZE * SIZE * 3;

describe("renderDhmBatch", () => {
  it("is one map a face, one after another", () => {
    const out = new Float32Array(2 * LENGTH).fill(5);
    expect(renderDhmBatch(BOTH, 2, SIZE, out)).toBe(out);
    expect(out.subarray(0, LENGTH)).toEqual(
      renderDhm(new Float32Array(FIRST), SIZE),
    );
    expect(out.subarray(LENGTH)).toEqual(
      renderDhm(new Float32Array(SECOND), SIZE),
    );
  });

  it("fills the second half of six channels and leaves the first alone", () => {
    const out = new Float32Array(4 * LENGTH).fill(5);
    const options = { offset: 3, pixelStride: 6, sigma: 2 };
    renderDhmBatch(BOTH, 2, SIZE, out, options);
    const first = renderDhm(new Float32Array(FIRST), SIZE, { sigma: 2 });
    const second = renderDhm(new Float32Array(SECOND), SIZE, { sigma: 2 });
    const wanted = [...first, ...second];
    for (let p = 0; p < 2 * SIZE * SIZE; p++) {
      const at = 6 * p;
      expect([...out.subarray(at, at + 3)]).toEqual([5, 5, 5]);
      expect([...out.subarray(at + 3, at + 6)]).toEqual(
        wanted.slice(3 * p, 3 * p + 3),
      );
    }
  });

  it("refuses broken input before it draws", () => {
    const out = new Float32Array(2 * LENGTH).fill(5);
    const broken = Float32Array.from(BOTH);
    broken[17] = NaN;
    expect(() => renderDhmBatch(broken, 2, SIZE, out)).toThrow(/landmark 2/);
    expect(out.every((value) => value === 5)).toBe(true);
    expect(() => renderDhmBatch(BOTH, 4, SIZE, out)).toThrow(/4 faces/);
    expect(() => renderDhmBatch(BOTH, 0, SIZE, out)).toThrow(/batch/);
    expect(() => renderDhmBatch(BOTH, 2, SIZE + 1, out)).toThrow(
      /at least 1014 numbers for out/,
    );
    expect(() =>
      renderDhmBatch(BOTH, 2, SIZE, out, { pixelStride: 2 }),
    ).toThrow(/pixelStride/);
    expect(() => renderDhmBatch(BOTH, 2, SIZE, out, { offset: -1 })).toThrow(
      /offset/,
    );
    expect(() => renderDhmBatch(BOTH, 2, SIZE, out, { offset: 1 })).toThrow(
      /at least 865 numbers/,
    );
  });
});
