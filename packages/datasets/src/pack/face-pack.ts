import { expected } from "@fdhm/errors";
import {
  LANDMARK_COUNT,
  protocolWindow,
  sampleCrop,
  toNormalised,
  type Normalisation,
  type Picture,
} from "@fdhm/landmarks";
import type { Dataset } from "../dataset.ts";
import { inTurn } from "../in-turn.ts";

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
  /** `count * 204` numbers: xyz triples in fractions of the protocol window's side from its centre; z NaN where unknown. */
  readonly landmarks: Float32Array;
  /** `count` angles in radians, NaN where unknown. */
  readonly yaws: Float32Array;
  /** Names of the samples. */
  readonly names: readonly string[];
}

/** Settings of {@link packFaces}. */
export interface PackOptions {
  /** Edge of each square in px; default 160, which leaves 100 px for the protocol's window. */
  readonly edge?: number;
  /** Side of a square over the side of the protocol's window; default 1.6. */
  readonly margin?: number;
  /** Side of the protocol's window over the longer edge of the face box; default `sqrt(2)`. */
  readonly boxScale?: number;
  /** How many samples are read at once; default 4, the threads that Node decodes pictures with. */
  readonly concurrency?: number;
  /** Called after each face. */
  readonly onProgress?: (progress: {
    /** Faces done. */
    readonly done: number;
    /** Faces in all. */
    readonly total: number;
  }) => void;
}

const RAW: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/** Numbers of one face's landmarks. */
const NUMBERS = 3 * LANDMARK_COUNT;

function emptyPack(
  head: Pick<FacePack, "name" | "edge" | "margin" | "boxScale">,
  names: readonly string[],
): FacePack {
  const count = names.length;
  return {
    ...head,
    names,
    count,
    pictures: new Uint8Array(
      new SharedArrayBuffer(count * head.edge * head.edge * 3),
    ),
    landmarks: new Float32Array(new SharedArrayBuffer(count * NUMBERS * 4)),
    yaws: new Float32Array(new SharedArrayBuffer(count * 4)),
  };
}

/**
 * Reads a whole data set into a pack: `edge * edge * 3 + 820` bytes a face, 74 MiB a thousand at 160 px.
 *
 * @throws RangeError where edge, margin or scale are not positive, a sample has other than 68 landmarks, or it cannot
 *   be read.
 */
export async function packFaces(
  dataset: Dataset,
  options: PackOptions = {},
): Promise<FacePack> {
  const { edge = 160, margin = 1.6, boxScale = Math.SQRT2 } = options;
  if (!Number.isInteger(edge) || edge < 8)
    throw expected("a whole number from 8", "edge", edge);
  if (!(margin >= 1 && margin < Infinity))
    throw expected("a number from 1", "margin", margin);
  const total = dataset.length;
  const names = new Array<string>(total).fill("");
  const pack = emptyPack({ name: dataset.name, edge, margin, boxScale }, names);
  let done = 0;
  await inTurn(total, options.concurrency ?? 4, async (index) => {
    const sample = await dataset.sample(index);
    if (sample.landmarks.length !== NUMBERS)
      throw expected(
        `${NUMBERS} numbers`,
        `landmarks of ${sample.name}`,
        sample.landmarks,
      );
    const window = protocolWindow(sample.box, boxScale);
    const crop = new Float32Array(edge * edge * 3);
    const wide = { ...window, side: window.side * margin };
    sampleCrop(await sample.readPicture(), wide, edge, RAW, "nhwc", crop);
    const { data } = packedPicture(pack, index);
    for (let i = 0; i < crop.length; i++) data[i] = crop[i]! + 0.5;
    const landmarks = packedLandmarks(pack, index);
    toNormalised(sample.landmarks, window, landmarks);
    pack.yaws[index] = sample.pose?.yaw ?? NaN;
    names[index] = sample.name;
    options.onProgress?.({ done: ++done, total });
  });
  return pack;
}

/**
 * One pack of several, in their order.
 *
 * @throws RangeError where there is none, or their edges, margins or box scales differ.
 */
export function concatenatePacks(
  packs: readonly FacePack[],
  name: string = packs.map((pack) => pack.name).join(" + "),
): FacePack {
  const first = packs[0];
  if (first === undefined) throw expected("at least one pack", "packs", 0);
  const { edge, margin, boxScale } = first;
  for (const pack of packs)
    for (const key of ["edge", "margin", "boxScale"] as const)
      if (pack[key] !== first[key])
        throw expected(
          `${first[key]}, as ${first.name} has,`,
          `${key} of ${pack.name}`,
          pack[key],
        );
  const names = packs.flatMap((pack) => pack.names);
  const joined = emptyPack({ name, edge, margin, boxScale }, names);
  let at = 0;
  for (const pack of packs) {
    joined.pictures.set(pack.pictures, at * edge * edge * 3);
    joined.landmarks.set(pack.landmarks, at * NUMBERS);
    joined.yaws.set(pack.yaws, at);
    at += pack.count;
  }
  return joined;
}

/** A face's square, over the pack's own memory. */
export function packedPicture(pack: FacePack, index: number): Picture {
  const { edge, pictures } = pack;
  const bytes = edge * edge * 3;
  const data = pictures.subarray(index * bytes, (index + 1) * bytes);
  return { data, width: edge, height: edge, channels: 3 };
}

/** A face's 204 numbers, over the pack's own memory. */
export function packedLandmarks(pack: FacePack, index: number): Float32Array {
  return pack.landmarks.subarray(index * NUMBERS, (index + 1) * NUMBERS);
}
