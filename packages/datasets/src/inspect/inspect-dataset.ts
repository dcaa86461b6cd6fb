import type { Dataset } from "../dataset.ts";
import type { BrokenSample } from "../read-sound.ts";
import type { HeadPose } from "../sample.ts";
import { histogram, type Histogram } from "./histogram.ts";

/** What a data set holds, as counted by {@link inspectDataset}. */
export interface Inspection {
  /** Faces whose labels and picture could be read. */
  readonly sound: number;
  /** Faces whose picture could not be read, in the set's order. */
  readonly broken: readonly BrokenSample[];
  /** Sound faces that have each kind of label. */
  readonly known: {
    /** Depth at every landmark. */
    readonly depth: number;
    /** Head pose. */
    readonly pose: number;
    /** Visibility of the landmarks. */
    readonly visibility: number;
    /** The 234 parameters. */
    readonly parameters: number;
    /** A mask of the head. */
    readonly mask: number;
  };
  /** Sound faces of which at least one landmark lies outside the picture. */
  readonly outside: number;
  /** Longer edge of the face box over the sound faces, px: the smallest, the middle and the largest. */
  readonly boxEdge: readonly [number, number, number];
  /** Faces by pose angle in degrees, those with a pose. */
  readonly yaw: Histogram;
  /** See {@link yaw}. */
  readonly pitch: Histogram;
  /** See {@link yaw}. */
  readonly roll: Histogram;
}

const DEGREES = 180 / Math.PI;
/** Width of a histogram's bins in degrees: the tables' bins of 30 are two of them. */
const BIN = 15;

/**
 * Reads every face of a set, its picture too, and counts what is there.
 *
 * @param onProgress - called with the number of faces read.
 */
export async function inspectDataset(
  dataset: Dataset,
  onProgress: (done: number) => void = () => undefined,
): Promise<Inspection> {
  const broken: BrokenSample[] = [];
  const known = { depth: 0, pose: 0, visibility: 0, parameters: 0, mask: 0 };
  const edges: number[] = [];
  const poses: HeadPose[] = [];
  let outside = 0;
  // Of each face only numbers are kept: samples may hold their pictures.
  for await (const sample of dataset) {
    const { name, landmarks, box, pose } = sample;
    try {
      const { width, height } = await sample.readPicture();
      if (leaves(landmarks, width, height)) outside++;
      edges.push(Math.max(box.width, box.height));
      if (pose !== undefined) poses.push(pose);
      if (hasDepth(landmarks)) known.depth++;
      for (const key of ["pose", "visibility", "parameters"] as const)
        if (sample[key] !== undefined) known[key]++;
      if (sample.readMask !== undefined) known.mask++;
    } catch (error) {
      broken.push({ name, error: error as Error });
    }
    onProgress(edges.length + broken.length);
  }
  edges.sort((a, b) => a - b);
  const angles = (angle: keyof HeadPose) =>
    histogram(
      poses.map((pose) => pose[angle] * DEGREES),
      BIN,
    );
  return {
    sound: edges.length,
    broken,
    known,
    outside,
    boxEdge: [
      edges[0] ?? NaN,
      edges[Math.floor(edges.length / 2)] ?? NaN,
      edges.at(-1) ?? NaN,
    ],
    yaw: angles("yaw"),
    pitch: angles("pitch"),
    roll: angles("roll"),
  };
}

function hasDepth(landmarks: Float32Array): boolean {
  return landmarks.every((value, i) => i % 3 !== 2 || Number.isFinite(value));
}

/** Whether a landmark lies beyond the outer edges of the outermost pixels. */
function leaves(landmarks: Float32Array, width: number, height: number) {
  for (let i = 0; i < landmarks.length; i += 3)
    if (
      landmarks[i]! < -0.5 ||
      landmarks[i]! > width - 0.5 ||
      landmarks[i + 1]! < -0.5 ||
      landmarks[i + 1]! > height - 0.5
    )
      return true;
  return false;
}
