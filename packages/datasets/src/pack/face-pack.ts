import { constants } from "node:buffer";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, type Picture } from "@fdhm/landmarks";

/**
 * Faces of a data set, decoded once and cut to squares of one size, for training.
 *
 * A plain object over shared memory: posted to a worker thread it is not copied, all threads read the same bytes. Each
 * square is the protocol's window enlarged by `margin`, so that an augmented window (turned, shifted, larger) still
 * finds picture where there was one.
 */
export interface FacePack {
  /** Name of the data set. */
  readonly name: string;
  /** How many faces. */
  readonly count: number;
  /** Edge of each square in px; the protocol's window is its middle `edge / margin` px. */
  readonly edge: number;
  /** Side of a square over the side of the protocol's window. */
  readonly margin: number;
  /** Side of the protocol's window over the longer edge of the face box. */
  readonly boxScale: number;
  /** `count * edge * edge * 3` bytes: face after face, each RGB rows from the top; over a SharedArrayBuffer. */
  readonly pictures: Uint8Array;
  /**
   * `count * edge * edge` bytes, 0 background to 255 head, hair, clothes or whatever stands in front; where the whole set
   * tells them apart. Beyond the edge of a picture is background.
   */
  readonly masks?: Uint8Array;
  /** `count * 204` numbers: xyz triples in fractions of the protocol window's side from its centre; z NaN where unknown. */
  readonly landmarks: Float32Array;
  /** `count * 3` angles in radians: pitch, yaw, roll; NaN where unknown. */
  readonly poses: Float32Array;
  /** `count * 68` numbers from 0 (hidden by the face itself) to 1 (seen); NaN where unknown. */
  readonly visibility: Float32Array;
  /** Names of the samples. */
  readonly names: readonly string[];
}

/** What says how a pack's faces are cut. */
export type PackGeometry = Pick<
  FacePack,
  "name" | "edge" | "margin" | "boxScale"
>;

/** Numbers of one face's landmarks. */
const NUMBERS = 3 * LANDMARK_COUNT;

/**
 * Reserves the shared memory of a pack.
 *
 * @param masked - whether it holds masks.
 * @returns a pack of `names.length` black pictures, whose poses and visibility are unknown.
 * @throws RangeError see {@link checkRoom}.
 */
export function emptyPack(
  geometry: PackGeometry,
  names: readonly string[],
  masked: boolean,
): FacePack {
  const count = names.length;
  const pixels = geometry.edge ** 2;
  checkRoom(geometry, count);
  return {
    ...geometry,
    names,
    count,
    pictures: new Uint8Array(new SharedArrayBuffer(count * pixels * 3)),
    ...(masked && {
      masks: new Uint8Array(new SharedArrayBuffer(count * pixels)),
    }),
    landmarks: numbers(count * NUMBERS),
    poses: numbers(count * 3).fill(NaN),
    visibility: numbers(count * LANDMARK_COUNT).fill(NaN),
  };
}

/**
 * Refuses a pack whose pictures need more than one array may have: 4 GiB in Node 20, 55,924 faces at 160 px.
 *
 * @throws RangeError naming the set and the most faces.
 */
export function checkRoom(
  { name, edge }: Pick<PackGeometry, "name" | "edge">,
  count: number,
): void {
  const most = Math.floor(constants.MAX_LENGTH / (3 * edge * edge));
  if (count > most)
    throw expected(
      `at most ${most} faces of ${edge} px (pack the set in parts)`,
      name,
      count,
    );
}

/** A face's square, over the pack's own memory. */
export function packedPicture(pack: FacePack, index: number): Picture {
  const { edge, pictures } = pack;
  const data = part(pictures, index, edge * edge * 3);
  return { data, width: edge, height: edge, channels: 3 };
}

/** A face's `edge * edge` mask, over the pack's own memory, where the pack has masks. */
export function packedMask(
  { masks, edge }: FacePack,
  index: number,
): Uint8Array | undefined {
  return masks && part(masks, index, edge * edge);
}

/** A face's 204 numbers, over the pack's own memory. */
export function packedLandmarks(pack: FacePack, index: number): Float32Array {
  return part(pack.landmarks, index, NUMBERS);
}

/** A face's pitch, yaw and roll in radians, over the pack's own memory. */
export function packedPose(pack: FacePack, index: number): Float32Array {
  return part(pack.poses, index, 3);
}

/** The 68 numbers that say which of a face's landmarks are seen, over the pack's own memory. */
export function packedVisibility(pack: FacePack, index: number): Float32Array {
  return part(pack.visibility, index, LANDMARK_COUNT);
}

function numbers(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length));
}

function part<T extends Uint8Array | Float32Array>(
  all: T,
  index: number,
  length: number,
): T {
  return all.subarray(index * length, (index + 1) * length) as T;
}
