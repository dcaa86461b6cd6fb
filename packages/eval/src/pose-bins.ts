import { expected } from "@fdhm/errors";

/** Index of a pose bin: 0, 1 or 2. */
export type PoseBin = 0 | 1 | 2;

/** The bins of |yaw| in degrees, as tables head their columns. */
export const POSE_BINS: readonly [string, string, string] = [
  "0-30",
  "30-60",
  "60-90",
];

const DEGREE = Math.PI / 180;
/** Radians that a yaw written in degrees and converted may be off: it must not leave its bin by rounding. */
const ROUNDING = 1e-9;

/**
 * The bin of a face: |yaw| up to and with 30 degrees, up to and with 60 degrees, and above, where the few faces beyond
 * 90 degrees count in the last (as `benchmark_aflw2000.py` of 3DDFA does it).
 *
 * @param yaw - radians, either sign.
 * @throws RangeError where it is not finite.
 */
export function poseBin(yaw: number): PoseBin {
  if (!Number.isFinite(yaw)) throw expected("finite radians", "yaw", yaw);
  const turn = Math.abs(yaw) - ROUNDING;
  if (turn <= 30 * DEGREE) return 0;
  return turn <= 60 * DEGREE ? 1 : 2;
}
