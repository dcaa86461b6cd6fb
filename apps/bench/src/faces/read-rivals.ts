import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { readJson } from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import { readPredictions, type Predictions } from "@fdhm/eval";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { z } from "zod";

/** A method of which only what it found is at hand. */
export interface Rival {
  /** What the file calls it. */
  readonly name: string;
  /** Landmarks that it does not have. */
  readonly absent: readonly number[];
  /** What it found. */
  readonly predictions: Predictions;
}

const schema = z.object({
  peer: z.string().min(1).optional(),
  official: z.record(z.string(), z.unknown()),
});

/**
 * Reads a folder of predictions, one method a file: `{"peer": name, "official": {face: [[x, y], ...] | null}}`, px of each face's picture, found from
 * the official boxes. A file may hold more faces than are measured, and null for a point that the method does not have.
 *
 * @param names - faces that are measured.
 * @throws RangeError naming the file, and the face that is missing or has not 68 points.
 */
export async function readRivals(
  folder: string,
  names: readonly string[],
): Promise<Rival[]> {
  const files = (await readdir(folder))
    .filter((name) => name.endsWith(".json"))
    .sort();
  const rivals: Rival[] = [];
  for (const name of files) {
    const file = join(folder, name);
    const { peer, official } = await readJson(file, "predictions", schema);
    const measured = Object.fromEntries(
      names
        .filter((name) => name in official)
        .map((name) => [name, official[name]]),
    );
    const absent = absentPoints(measured);
    try {
      const predictions = readPredictions(measured, names, absent);
      rivals.push({
        name: peer ?? basename(name, ".json"),
        absent,
        predictions,
      });
    } catch (cause) {
      throw expected("all faces of the set", "predictions", cause, {
        file,
        cause,
      });
    }
  }
  return rivals;
}

/** Points that are null in the first face that was found: `readPredictions` holds all others to them. */
function absentPoints(official: Readonly<Record<string, unknown>>): number[] {
  const first = Object.values(official).find((face) => Array.isArray(face));
  if (!Array.isArray(first) || first.length !== LANDMARK_COUNT) return [];
  return first.flatMap((point, k) => (point === null ? [k] : []));
}
