import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { headFrame } from "../solids/head-frame.ts";
import { tripleAt } from "../solids/triple.ts";

/** How far the inside of the mouth is drawn back, units of the head, and what is left of its width. */
const BACK = 0.2;
const WIDTH = 0.8;

/**
 * Which vertices of a model's mean are the inside of the mouth behind the lips: those between its corners where no light arrives.
 *
 * @param openness - see {@link ambientOcclusion}.
 * @returns V numbers from 0 to 1, growing from the lips backwards; 0 at the landmarks.
 */
export function mouthInside(
  model: MorphableModel,
  openness: Float32Array,
): Float32Array {
  const basis = landmarkBasis(model).mean;
  const { unit } = headFrame(basis);
  const [left, top, corner] = tripleAt(basis, 48);
  const right = basis[3 * 54]!;
  const bottom = basis[3 * 57 + 1]!;
  const inside = Float32Array.from(openness, (open, vertex) => {
    const [x, y, z] = tripleAt(model.mean, vertex);
    const beside = x < left - 0.15 * unit || x > right + 0.15 * unit;
    const away = y > top + 0.4 * unit || y < bottom - 0.4 * unit;
    if (open > 0.36 || beside || away || z < corner - 1.2 * unit) return 0;
    return Math.max(0, Math.min(1, (corner - z) / (0.15 * unit)));
  });
  for (const vertex of model.landmarks) inside[vertex] = 0;
  return inside;
}

/**
 * Draws the inside of the mouth back, in place: in strong expressions it would otherwise come through the cheeks.
 *
 * @param points - the head's vertices in model space, `3 V` numbers.
 * @param inside - what {@link mouthInside} says of the model.
 * @param unit - see {@link HeadFrame}.
 */
export function withdrawMouth(
  points: Float32Array,
  inside: Float32Array,
  unit: number,
): void {
  let middle = 0;
  let total = 0;
  for (let vertex = 0; vertex < inside.length; vertex++) {
    middle += inside[vertex]! * points[3 * vertex]!;
    total += inside[vertex]!;
  }
  if (total === 0) return;
  middle /= total;
  for (let vertex = 0; vertex < inside.length; vertex++) {
    const share = inside[vertex]!;
    if (share === 0) continue;
    const x = points[3 * vertex]! - middle;
    points[3 * vertex] = middle + (1 - share * (1 - WIDTH)) * x;
    points[3 * vertex + 2]! -= share * BACK * unit;
  }
}
