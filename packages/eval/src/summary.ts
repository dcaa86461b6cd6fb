import { cedArea } from "./ced.ts";
import { checkFaceErrors, type FaceError } from "./face-error.ts";
import { FAILURE_LIMIT, failureRate } from "./failure-limit.ts";
import { mean } from "./mean.ts";
import { poseBin } from "./pose-bins.ts";

/** Measures of a group of faces; all errors are fractions, not per cent. */
export interface GroupSummary {
  /** How many faces, missed ones included. */
  readonly faces: number;
  /** Names of the faces for which the method gave no landmarks: failures, but in no mean and no median. */
  readonly missed: readonly string[];
  /** Mean NME of the faces that were not missed; null where all were. */
  readonly mean: number | null;
  /** Median NME of the faces that were not missed (the mean of the middle two of an even number); null where all were. */
  readonly median: number | null;
  /** Part of the faces, 0 to 1, whose error is above the limit or that were missed. */
  readonly failures: number;
  /** Area under the cumulative error distribution up to the limit, 0 to 1; missed faces are worth 0. */
  readonly area: number;
}

/** Plain means of the three pose bins, each bin counting alike whatever its number of faces ("balanced"). */
export interface MeanOfBins {
  /** Mean of the bins' mean NME: the "Mean" of the papers' tables. */
  readonly mean: number;
  /** Mean of the bins' failure rates. */
  readonly failures: number;
  /** Mean of the bins' areas. */
  readonly area: number;
}

/** Everything that a table row tells about a method on a data set. */
export interface Summary extends GroupSummary {
  /** Error above which a face counts as failed and where the area ends. */
  readonly limit: number;
  /** How many faces have no yaw; where it is above 0 there are no bins. */
  readonly withoutYaw: number;
  /** |yaw| 0-30, 30-60, 60-90 degrees; null for a bin without a face. All null where a face has no yaw. */
  readonly bins: readonly [
    GroupSummary | null,
    GroupSummary | null,
    GroupSummary | null,
  ];
  /** Null where a bin has no face or none that was not missed: a mean is never taken over fewer bins. */
  readonly meanOfBins: MeanOfBins | null;
}

/**
 * Sums up a method's errors on a data set.
 *
 * @param faces - one entry a face, missed ones included.
 * @param limit - error above which a face counts as failed, 0.06 by default.
 * @throws RangeError where there is no face, an error is negative or not finite, or a yaw is not finite.
 */
export function summarise(
  faces: readonly FaceError[],
  limit: number = FAILURE_LIMIT,
): Summary {
  checkFaceErrors(faces);
  const withoutYaw = faces.filter(({ yaw }) => yaw === undefined).length;
  const groups: [FaceError[], FaceError[], FaceError[]] = [[], [], []];
  if (withoutYaw === 0)
    for (const face of faces) groups[poseBin(face.yaw!)].push(face);
  const bin = (group: readonly FaceError[]) =>
    group.length === 0 ? null : summariseGroup(group, limit);
  const bins = [bin(groups[0]), bin(groups[1]), bin(groups[2])] as const;
  return {
    ...summariseGroup(faces, limit),
    limit,
    withoutYaw,
    bins,
    meanOfBins: meanOfBins(bins),
  };
}

function summariseGroup(
  faces: readonly FaceError[],
  limit: number,
): GroupSummary {
  const errors = faces.map((face) => face.nme);
  const known = errors.filter((error) => error !== null).sort((a, b) => a - b);
  return {
    faces: faces.length,
    missed: faces.filter((face) => face.nme === null).map((face) => face.name),
    mean: known.length === 0 ? null : mean(known),
    median: known.length === 0 ? null : median(known),
    failures: failureRate(errors, limit),
    area: cedArea(errors, limit),
  };
}

function meanOfBins(bins: Summary["bins"]): MeanOfBins | null {
  const full: (GroupSummary & { mean: number })[] = [];
  for (const bin of bins) {
    if (bin === null || bin.mean === null) return null;
    full.push({ ...bin, mean: bin.mean });
  }
  return {
    mean: mean(full.map((bin) => bin.mean)),
    failures: mean(full.map((bin) => bin.failures)),
    area: mean(full.map((bin) => bin.area)),
  };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
