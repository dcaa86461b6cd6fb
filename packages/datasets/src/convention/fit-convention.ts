import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, MIRROR } from "@fdhm/landmarks";
import { rotation } from "@fdhm/morphable-model";
import type { HeadPose } from "../sample.ts";
import { faceSize, type LabelConvention } from "./label-convention.ts";

/** One face, marked by two conventions. */
export interface MarkedTwice {
  /** For error sentences. */
  readonly name: string;
  /** 68 xyz triples in picture px by the convention to come from, as a network answers. */
  readonly ours: Float32Array;
  /** 68 xyz triples in picture px by the one to go to; its z is not used. */
  readonly theirs: Float32Array;
  /** Which way the head points. */
  readonly pose: HeadPose;
}

/** Rounds of the fit: on 199 faces of AFLW2000-3D the offsets move by less than 1e-4 after 150. */
const ROUNDS = 300;

/** Distances below this share of a face weigh no more than this: where two marks agree, the weight of least distance is infinite. */
const NEAREST = 0.01;

/** What one face says of the offsets. */
interface Evidence {
  /** `R` of the head, row by row, y up. */
  readonly matrix: Float64Array;
  /** From ours to theirs in the picture, x and y up, in face sizes. */
  readonly way: Float64Array;
}

/**
 * The offsets on the head that, added to one convention's landmarks, bring them as near as can be to the other's: least mean
 * distance in the picture, as NME counts it, not its square, so that a few faces that one of the two missed hardly count.
 *
 * Each face tells of two of a landmark's three directions. The third is taken to be as the fit has it, and all three are
 * averaged, weighted by one over the distance that is left (E. Weiszfeld, 1937); heads that point in different directions
 * make up for one another from round to round. Each face counts mirrored as well.
 *
 * @param name - of the convention to go to.
 * @throws RangeError where there is no face, or one with a number that is not finite.
 */
export function fitConvention(
  name: string,
  faces: readonly MarkedTwice[],
): LabelConvention {
  if (faces.length === 0) throw expected("at least one face", name, "none");
  const evidence = faces.flatMap((face) => {
    const one = evidenceOf(face);
    return [one, mirrored(one)];
  });
  const offsets = new Float64Array(3 * LANDMARK_COUNT);
  for (let round = 0; round < ROUNDS; round++)
    for (let k = 0; k < LANDMARK_COUNT; k++) improve(evidence, k, offsets);
  return { name, offsets: Float32Array.from(offsets) };
}

/** One round for one landmark, in place. */
function improve(
  evidence: readonly Evidence[],
  k: number,
  offsets: Float64Array,
): void {
  const [x, y, z] = offsets.subarray(3 * k) as unknown as [
    number,
    number,
    number,
  ];
  const sum = [0, 0, 0];
  let total = 0;
  for (const { matrix: m, way } of evidence) {
    const u = m[0]! * x + m[1]! * y + m[2]! * z;
    const v = m[3]! * x + m[4]! * y + m[5]! * z;
    const depth = m[6]! * x + m[7]! * y + m[8]! * z;
    const toX = way[2 * k]!;
    const toY = way[2 * k + 1]!;
    const weight = 1 / Math.max(NEAREST, Math.hypot(toX - u, toY - v));
    total += weight;
    for (let axis = 0; axis < 3; axis++)
      sum[axis]! +=
        weight * (m[axis]! * toX + m[3 + axis]! * toY + m[6 + axis]! * depth);
  }
  for (let axis = 0; axis < 3; axis++)
    offsets[3 * k + axis] = sum[axis]! / total;
}

function evidenceOf({ name, ours, theirs, pose }: MarkedTwice): Evidence {
  const size = faceSize(ours);
  const way = new Float64Array(2 * LANDMARK_COUNT);
  let sum = 0;
  for (let k = 0; k < LANDMARK_COUNT; k++) {
    way[2 * k] = (theirs[3 * k]! - ours[3 * k]!) / size;
    // The picture's y points down, the head's up.
    way[2 * k + 1] = (ours[3 * k + 1]! - theirs[3 * k + 1]!) / size;
    sum += way[2 * k]! + way[2 * k + 1]!;
  }
  if (!Number.isFinite(sum))
    throw expected("68 finite points by both conventions", name, sum);
  return { matrix: rotation(pose.pitch, pose.yaw, pose.roll), way };
}

/** The same face from the other side of the mirror: x changes its sign in the picture and on the head, and landmarks their number. */
function mirrored({ matrix, way }: Evidence): Evidence {
  const signs = [1, -1, -1, -1, 1, 1, -1, 1, 1];
  const other = new Float64Array(way.length);
  for (const [k, counterpart] of MIRROR.entries()) {
    other[2 * k] = -way[2 * counterpart]!;
    other[2 * k + 1] = way[2 * counterpart + 1]!;
  }
  return { matrix: matrix.map((value, i) => value * signs[i]!), way: other };
}
