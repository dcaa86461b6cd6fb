import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";

/** A method's landmarks by the face's name: 68 xyz triples in picture px, z NaN where it gives none, and x and y of landmarks that it does not have; null where it found no face. */
export type Predictions = ReadonlyMap<string, Float32Array | null>;

/**
 * Reads what any method says of the faces of a set, so that all are measured by the same code.
 *
 * @param json - `{name: [[x, y], ...] | [[x, y, z], ...] | null}` parsed, px of each face's picture, 0-based with pixel centres at whole numbers; a face may be null: the
 *   method found none.
 * @param names - faces of the set that is measured: no more and no fewer are taken.
 * @param absent - landmarks that the method does not have: null in every face, and in no face another.
 * @throws RangeError naming the first face that is missing, of another set, or whose landmarks are not 68 finite points but for
 *   the absent ones.
 */
export function readPredictions(
  json: unknown,
  names: readonly string[],
  absent: readonly number[] = [],
): Predictions {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw expected("landmarks by the names of faces", "predictions", json);
  const given = new Map(Object.entries(json));
  const wanted = new Set<string>();
  for (const name of names) {
    if (wanted.has(name)) throw expected("each face once", "names", name);
    wanted.add(name);
    if (!given.has(name))
      throw expected("landmarks, or null", `face ${name}`, "none");
  }
  for (const name of given.keys())
    if (!wanted.has(name))
      throw expected("faces of the set", "predictions", name);
  return new Map(
    names.map((name) => [name, readLandmarks(given.get(name), name, absent)]),
  );
}

function readLandmarks(
  points: unknown,
  name: string,
  absent: readonly number[],
): Float32Array | null {
  if (points === null) return null;
  if (!Array.isArray(points) || points.length !== LANDMARK_COUNT)
    throw expected(
      `${LANDMARK_COUNT} points`,
      `face ${name}`,
      Array.isArray(points) ? `${points.length} points` : points,
    );
  const landmarks = new Float32Array(3 * LANDMARK_COUNT).fill(NaN);
  for (const [k, point] of (points as unknown[]).entries()) {
    if (absent.includes(k)) {
      if (point === null) continue;
      throw expected("null", `point ${k} of face ${name}`, point);
    }
    const numbers = Array.isArray(point) ? (point as unknown[]) : [];
    if (
      !(numbers.length === 2 || numbers.length === 3) ||
      !numbers.every(Number.isFinite)
    )
      throw expected(
        "[x, y] or [x, y, z]",
        `point ${k} of face ${name}`,
        point,
      );
    landmarks.set(numbers as number[], 3 * k);
  }
  return landmarks;
}
