import type { NextBox } from "../track/next-box.ts";

/** Scale, and shift along the turned x and y in longer edges of the box. */
const NUDGES = [
  [0.85, 0, 0],
  [1.18, 0, 0],
  [1, 0.12, 0],
  [1, -0.12, 0],
  [1, 0, 0.12],
  [1, 0, -0.12],
] as const;

/** The place of a face smaller, larger, and to all four sides: from each of them the aligner finds a face that is one. */
export function nudgedPlaces({ box, roll }: NextBox): NextBox[] {
  const edge = Math.max(box.width, box.height);
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  return NUDGES.map(([scale, right, down]) => {
    const width = scale * box.width;
    const height = scale * box.height;
    const middleX = box.x + box.width / 2 + edge * (cos * right - sin * down);
    const middleY = box.y + box.height / 2 + edge * (sin * right + cos * down);
    return {
      box: { x: middleX - width / 2, y: middleY - height / 2, width, height },
      roll,
    };
  });
}
