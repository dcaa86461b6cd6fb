import { POSE_BINS, type Summary } from "@fdhm/eval";

/**
 * A validation in a few words: NME by pose bin, bins without a face left out, or of all faces where their yaw is unknown.
 *
 * @returns such as `NME % 0-30 3.10, 30-60 4.02, 60-90 5.71`.
 */
export function describeErrors({ bins, mean }: Summary): string {
  const percent = (value: number | null) =>
    value === null ? "missed" : (100 * value).toFixed(2);
  const told = bins.flatMap((bin, i) =>
    bin === null ? [] : [`${POSE_BINS[i]} ${percent(bin.mean)}`],
  );
  return `NME % ${told.length > 0 ? told.join(", ") : percent(mean)}`;
}
