import type { Triple } from "./triple.ts";
import type { HeadFrame } from "./head-frame.ts";

/** The surface of a head as a distance from its centre in every direction: what hair, hats and hoods lie on. */
export interface Skull {
  /** The frame's centre. */
  readonly centre: Triple;
  /** {@link HeadFrame.unit}. */
  readonly unit: number;
  /** Distance of the surface from the centre in a direction of any length but 0, in model space. */
  readonly distance: (direction: Triple) => number;
}

const AROUND = 32;
const DOWN = 16;

/** Half axes of a head without a scalp of its own, units. */
const EGG: Triple = [1.06, 1.42, 1.4];

/**
 * Measures a head. Where a model has no surface, as face models have none at the back, an egg stands in for it.
 *
 * @param points - the head's vertices in model space, `3 V` numbers.
 */
export function measureSkull(
  points: Float32Array,
  { centre, unit }: HeadFrame,
): Skull {
  const farthest = new Float32Array(AROUND * (DOWN + 1));
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i]! - centre[0];
    const y = points[i + 1]! - centre[1];
    const z = points[i + 2]! - centre[2];
    const distance = Math.sqrt(x * x + y * y + z * z);
    // Shoulders are no part of the head.
    if (y < -1.9 * unit || distance > 2.2 * unit || distance === 0) continue;
    const row = Math.round((Math.acos(y / distance) / Math.PI) * DOWN);
    const column = Math.round((Math.atan2(x, z) / (2 * Math.PI)) * AROUND);
    const bin = row * AROUND + ((column + AROUND) % AROUND);
    if (distance > farthest[bin]!) farthest[bin] = distance;
  }
  const grid = smoothed(filled(farthest, unit));
  return { centre, unit, distance: (direction) => read(grid, direction) };
}

/** The point at `lift` times the skull's distance in a direction. */
export function onSkull(
  { centre, distance }: Skull,
  direction: Triple,
  lift: number,
): Triple {
  const factor = (lift * distance(direction)) / Math.hypot(...direction);
  return [
    centre[0] + factor * direction[0],
    centre[1] + factor * direction[1],
    centre[2] + factor * direction[2],
  ];
}

/** A unit direction: radians to the subject's left from straight ahead, and down from the crown. */
export function direction(around: number, down: number): Triple {
  return [
    Math.sin(down) * Math.sin(around),
    Math.cos(down),
    Math.sin(down) * Math.cos(around),
  ];
}

/** Puts the egg where no vertex was met and none beside. */
function filled(farthest: Float32Array, unit: number): Float32Array {
  return farthest.map((own, bin) => {
    if (own > 0) return own;
    const row = Math.floor(bin / AROUND);
    const column = bin % AROUND;
    const beside = neighbours(row, column)
      .map((at) => farthest[at]!)
      .filter((value) => value > 0);
    if (beside.length > 1)
      return beside.reduce((a, b) => a + b) / beside.length;
    const [x, y, z] = direction(
      (2 * Math.PI * column) / AROUND,
      (Math.PI * row) / DOWN,
    );
    return unit / Math.hypot(x / EGG[0], y / EGG[1], z / EGG[2]);
  });
}

function smoothed(grid: Float32Array): Float32Array {
  return grid.map((own, bin) => {
    const beside = neighbours(Math.floor(bin / AROUND), bin % AROUND);
    const sum = beside.reduce((total, at) => total + grid[at]!, 0);
    return (2 * own + sum) / (2 + beside.length);
  });
}

function neighbours(row: number, column: number): number[] {
  const next = (column + 1) % AROUND;
  const last = (column + AROUND - 1) % AROUND;
  return [
    row * AROUND + next,
    row * AROUND + last,
    Math.max(0, row - 1) * AROUND + column,
    Math.min(DOWN, row + 1) * AROUND + column,
  ];
}

function read(grid: Float32Array, [x, y, z]: Triple): number {
  const down = (Math.atan2(Math.hypot(x, z), y) / Math.PI) * DOWN;
  const around = (Math.atan2(x, z) / (2 * Math.PI)) * AROUND + AROUND;
  const row = Math.min(DOWN - 1, Math.floor(down));
  const left = Math.floor(around);
  const v = down - row;
  const u = around - left;
  const at = (r: number, c: number): number => grid[r * AROUND + (c % AROUND)]!;
  return (
    (1 - v) * ((1 - u) * at(row, left) + u * at(row, left + 1)) +
    v * ((1 - u) * at(row + 1, left) + u * at(row + 1, left + 1))
  );
}
