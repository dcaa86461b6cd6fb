import { describe, expect, it } from "@jest/globals";
import { boxOverlap } from "./box-overlap.ts";
import { scanBoxes } from "./scan-boxes.ts";

const image = { width: 640, height: 480 };
const options = { smallest: 0.2, scaleStep: 1.4, shiftStep: 0.3 };

describe("scanBoxes", () => {
  it("looks at the largest faces first and at the smallest last, all within the image", () => {
    const edges: number[] = [];
    for (const boxes of scanBoxes(image, options)) {
      edges.push(boxes[0]!.width);
      for (const { x, y, width, height } of boxes) {
        expect(width).toBe(edges.at(-1)!);
        expect(height).toBe(width);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(640 + 1e-9);
        expect(y + height).toBeLessThanOrEqual(480 + 1e-9);
      }
    }
    expect(edges[0]).toBeCloseTo(0.95 * 480);
    expect(edges.at(-1)).toBeCloseTo(0.2 * 480);
    edges.slice(1).forEach((edge, i) => {
      expect(edges[i]! / edge).toBeGreaterThan(1);
      expect(edges[i]! / edge).toBeLessThanOrEqual(1.4 + 1e-9);
    });
  });

  it("lies near any face", () => {
    const all = [...scanBoxes(image, options)].flat();
    for (let i = 0; i < 200; i++) {
      const edge = 96 + ((i * 37) % 360);
      const face = {
        x: ((i * 61) % 100) * 0.01 * (640 - edge),
        y: ((i * 17) % 100) * 0.01 * (480 - edge),
        width: edge,
        height: edge,
      };
      const nearest = Math.max(...all.map((box) => boxOverlap(box, face)));
      expect(nearest).toBeGreaterThan(0.5);
    }
  });

  it("puts the box in the middle of a length that it overhangs, and gives one size where that is all", () => {
    const sizes = [
      ...scanBoxes({ width: 100, height: 100 }, { ...options, smallest: 1 }),
    ];
    expect(sizes).toEqual([[{ x: 0, y: 0, width: 100, height: 100 }]]);
    const few = [
      ...scanBoxes({ width: 300, height: 100 }, { ...options, smallest: 0.95 }),
    ];
    expect(few).toHaveLength(1);
    expect(new Set(few[0]!.map(({ y }) => y)).size).toBe(2);
    expect(Math.max(...few[0]!.map(({ x }) => x))).toBeCloseTo(205);
  });
});
