import { expected } from "@fdhm/errors";
import { bootstrapInterval, type BootstrapOptions } from "./bootstrap.ts";
import type { FaceError } from "./face-error.ts";
import { mean } from "./mean.ts";
import { poseBin } from "./pose-bins.ts";

/** How two methods differ on the same faces; negative where the first errs less. */
export interface MethodDifference {
  /** Mean difference of NME: of the bins' means where every bin has a face, else of all faces. */
  readonly difference: number;
  /** Confidence interval of it: one that holds 0 is a difference that may be chance. */
  readonly interval: readonly [low: number, high: number];
  /** Whether the interval leaves 0 out. */
  readonly significant: boolean;
  /** Mean difference by pose bin; null for a bin without a face, or where a face has no yaw. */
  readonly bins: readonly [number | null, number | null, number | null];
  /** Share of the faces on which the first errs less, ties counted half. */
  readonly better: number;
  /** Faces that were compared. */
  readonly faces: number;
  /** Names of faces that one of the two missed: in no figure here. */
  readonly missed: readonly string[];
}

/**
 * Compares two methods face by face: what the faces have in common falls out, so that smaller differences show than two separate intervals tell.
 *
 * @param first - one entry a face.
 * @param second - the same faces, in any order.
 * @throws RangeError where they are not the same faces, a name comes twice, or neither found a face that the other did.
 */
export function compareMethods(
  first: readonly FaceError[],
  second: readonly FaceError[],
  options: BootstrapOptions = {},
): MethodDifference {
  const others = byName(second, "second method");
  const ours = byName(first, "first method");
  for (const { name } of second)
    if (!ours.has(name))
      throw expected(`an error of ${name}`, "first method", "none");
  const missed: string[] = [];
  const differences: {
    readonly by: number;
    readonly yaw: number | undefined;
  }[] = [];
  for (const { name, nme, yaw } of first) {
    const other = others.get(name);
    if (other === undefined)
      throw expected(`an error of ${name}`, "second method", "none");
    if (nme === null || other.nme === null) missed.push(name);
    else differences.push({ by: nme - other.nme, yaw });
  }
  if (differences.length === 0)
    throw expected("a face that both have found", "faces", "none");
  const all = differences.map(({ by }) => by);
  const groups: [number[], number[], number[]] = [[], [], []];
  const binned = differences.every(({ yaw }) => yaw !== undefined);
  if (binned)
    for (const { by, yaw } of differences) groups[poseBin(yaw!)].push(by);
  const full = groups.every((group) => group.length > 0);
  const counted = full ? groups : [all];
  const interval = bootstrapInterval(counted, options);
  const better = all.filter((by) => by < 0).length;
  const ties = all.filter((by) => by === 0).length;
  return {
    difference: mean(counted.map(mean)),
    interval,
    significant: interval[0] > 0 || interval[1] < 0,
    bins: [meanOrNull(groups[0]), meanOrNull(groups[1]), meanOrNull(groups[2])],
    better: (better + ties / 2) / all.length,
    faces: all.length,
    missed,
  };
}

function byName(
  faces: readonly FaceError[],
  method: string,
): Map<string, FaceError> {
  const named = new Map<string, FaceError>();
  for (const face of faces) {
    if (named.has(face.name))
      throw expected("each face once", method, `${face.name} twice`);
    named.set(face.name, face);
  }
  return named;
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean(values);
}
