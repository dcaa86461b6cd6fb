import { basename } from "node:path";
import { openBenchmark, type Sample } from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import type { Box } from "@fdhm/landmarks";

/** A face that all methods are measured on. */
export interface BenchFace {
  /** Its name in the set. */
  readonly name: string;
  /** Tight box of the official points, px of its picture. */
  readonly box: Box;
  /** Radians, by which faces are put into bins. */
  readonly yaw: number;
  /** 68 xyz triples of the set's own labels, px; z is NaN. */
  readonly official: Float32Array;
  /** The same face as it was labelled again. */
  readonly reannotated: Float32Array;
  /** Decodes its picture. */
  readonly readPicture: Sample["readPicture"];
}

/** A benchmark's faces. */
export interface BenchFaces {
  /** Name of the set and of its part. */
  readonly set: string;
  /** In the set's order. */
  readonly faces: readonly BenchFace[];
}

/**
 * Opens the faces of a benchmark folder: `labels.json` and its pictures, as `openBenchmark` reads it.
 *
 * @param role - `score` to report, `tune` to fit windows by.
 * @param count - so many faces, evenly from the set; all where it is left out.
 * @throws RangeError where the folder is none, a face has no yaw or no second labels, or there are fewer faces.
 */
export async function openFaces(
  folder: string,
  role: "score" | "tune",
  count?: number,
): Promise<BenchFaces> {
  const official = await openBenchmark(folder, { role });
  const again = await openBenchmark(folder, { role, labels: "reann" });
  const length = count ?? official.length;
  if (!(Number.isInteger(length) && length >= 1 && length <= official.length))
    throw expected(`1 to ${official.length}`, "--faces", count);
  const faces: BenchFace[] = [];
  for (let i = 0; i < length; i++) {
    const index = Math.floor((i * official.length) / length);
    const { name, box, pose, landmarks, readPicture } =
      await official.sample(index);
    if (pose === undefined) throw expected("a pose", `face ${name}`, "none");
    const other = await again.sample(index);
    faces.push({
      name,
      box,
      yaw: pose.yaw,
      official: landmarks,
      reannotated: other.landmarks,
      readPicture,
    });
  }
  const part =
    length === official.length ? "" : `, ${length} of ${official.length}`;
  return { set: `${basename(folder)} ${role}${part}`, faces };
}
