import type { Triple } from "./triple.ts";

/** Where a head lies in model space: what hair and clothes are measured by. */
export interface HeadFrame {
  /** Half the width of the jaw at the ears, about 7 cm: the unit of the other files' sizes. */
  readonly unit: number;
  /** Within the skull, between the ears, a little above the eyes. */
  readonly centre: Triple;
  /** Height of the chin's tip. */
  readonly chinY: number;
  /** Depth of the jaw's ends, before the ears. */
  readonly earZ: number;
}

/**
 * Takes a head's measures from its landmarks: 0 and 16, the jaw's ends; 8, the chin; 27, the root of the nose.
 *
 * @param landmarks - 68 xyz triples in model space.
 */
export function headFrame(landmarks: Float32Array): HeadFrame {
  const at = (k: number, axis: 0 | 1 | 2): number => landmarks[3 * k + axis]!;
  const unit = (at(16, 0) - at(0, 0)) / 2;
  const earZ = (at(0, 2) + at(16, 2)) / 2;
  return {
    unit,
    centre: [
      (at(0, 0) + at(16, 0)) / 2,
      at(27, 1) + 0.2 * unit,
      earZ + 0.1 * unit,
    ],
    chinY: at(8, 1),
    earZ,
  };
}
