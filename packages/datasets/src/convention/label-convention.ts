import { LANDMARK_COUNT, MIRROR } from "@fdhm/landmarks";
import { expected } from "@fdhm/errors";
import { z } from "zod";
import { readJson } from "../formats/json-file.ts";

/**
 * How far another set's landmarks lie from ours on the head: two sets that both mark "the end of the brow" mean places some
 * percent of the face apart, and a network measured on the one after it learned from the other pays for it on every face.
 */
export interface LabelConvention {
  /** Whose labels these are. */
  readonly name: string;
  /**
   * 68 xyz triples, from our landmark to theirs, in the head's own frame: x to the picture's right of a frontal face, y up, z to
   * the camera; in units of {@link faceSize}. Mirrored, they are the same.
   */
  readonly offsets: Float32Array;
}

const NUMBERS = 3 * LANDMARK_COUNT;

/** Farther than this from ours a landmark is another landmark. */
const FARTHEST = 0.5;

/** How far mirrored offsets may differ: they are written with four digits. */
const TOLERANCE = 1e-3;

const schema = z.strictObject({
  name: z.string().min(1),
  offsets: z
    .array(z.array(z.number().min(-FARTHEST).max(FARTHEST)).length(3))
    .length(LANDMARK_COUNT),
});

/**
 * Size of a face that no turn of the head changes: the root mean square distance of its landmarks from their mean.
 *
 * @param landmarks - xyz triples in any unit.
 * @returns NaN where a number is.
 */
export function faceSize(landmarks: Float32Array): number {
  const count = landmarks.length / 3;
  let squares = 0;
  for (let axis = 0; axis < 3; axis++) {
    let mean = 0;
    for (let i = axis; i < landmarks.length; i += 3)
      mean += landmarks[i]! / count;
    for (let i = axis; i < landmarks.length; i += 3)
      squares += (landmarks[i]! - mean) ** 2 / count;
  }
  return Math.sqrt(squares);
}

/**
 * Reads a convention from JSON, `{name, offsets: [[x, y, z], ...]}`.
 *
 * @throws RangeError naming the file where it is none, or left and right differ.
 */
export async function readConvention(path: string): Promise<LabelConvention> {
  const { name, offsets } = await readJson(path, "label convention", schema);
  const numbers = Float32Array.from(offsets.flat());
  for (let i = 0; i < NUMBERS; i++) {
    const mirrored = 3 * MIRROR[Math.floor(i / 3)]! + (i % 3);
    const sign = i % 3 === 0 ? -1 : 1;
    if (Math.abs(numbers[i]! - sign * numbers[mirrored]!) > TOLERANCE)
      throw expected(
        "offsets that are the same mirrored",
        `landmark ${Math.floor(i / 3)}`,
        offsets[Math.floor(i / 3)],
        { file: path },
      );
  }
  return { name, offsets: numbers };
}

/** A convention as {@link readConvention} reads it: one landmark a line. */
export function writeConvention({ name, offsets }: LabelConvention): string {
  const rows = Array.from({ length: LANDMARK_COUNT }, (_, k) => {
    const row = Array.from(offsets.subarray(3 * k, 3 * k + 3), (value) =>
      Number(value.toFixed(4)),
    );
    return `    [${row.map((value) => (value === 0 ? 0 : value)).join(", ")}]`;
  });
  return `{\n  "name": ${JSON.stringify(name)},\n  "offsets": [\n${rows.join(",\n")}\n  ]\n}\n`;
}
