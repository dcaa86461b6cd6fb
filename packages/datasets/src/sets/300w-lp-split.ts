import { createHash } from "node:crypto";

/** One validation sample in so many: floor(61,225 / 20) = 3,061, and 58,164 are left to train on, the paper's numbers. */
const SHARE = 20;

/**
 * Which samples of 300W-LP validate.
 *
 * The paper (section IV-A) names only the sizes, 58,164 and 3,061 of the 61,225 unflipped samples, and no list of that split is
 * public; ours has the same sizes and follows from the names alone. The faces (`AFW_134212_1` of `AFW_134212_1_0` to
 * `AFW_134212_1_17`) are put in the order of the SHA-256 of their names, and from its start as many samples as needed validate.
 * So all renderings of a face lie on one side, but for at most one face that the count cuts in two. In a part of the set it is a
 * twentieth too, rounded down.
 *
 * @param names - names of the unflipped samples, each ending in `_` and the rendering's number; their order does not count.
 */
export function validationNames(names: readonly string[]): Set<string> {
  const faces = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const face = name.replace(/_\d+$/, "");
    faces.set(face, [...(faces.get(face) ?? []), name]);
  }
  const ordered = [...faces]
    .map(([face, samples]) => ({ key: digest(face), samples }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .flatMap(({ samples }) => samples);
  return new Set(ordered.slice(0, Math.floor(names.length / SHARE)));
}

function digest(face: string): string {
  return createHash("sha256").update(face).digest("hex");
}
