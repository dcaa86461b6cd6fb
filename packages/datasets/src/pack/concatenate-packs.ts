import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { emptyPack, type FacePack } from "./face-pack.ts";

/**
 * One pack of several, in their order. Where some have masks and others have none, the others' are 255 throughout:
 * nothing of their pictures is known to be background.
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
  const masked = packs.some((pack) => pack.masks !== undefined);
  const joined = emptyPack({ name, edge, margin, boxScale }, names, masked);
  joined.masks?.fill(255);
  const pixels = edge * edge;
  let at = 0;
  for (const pack of packs) {
    joined.pictures.set(pack.pictures, at * pixels * 3);
    if (pack.masks !== undefined) joined.masks?.set(pack.masks, at * pixels);
    joined.landmarks.set(pack.landmarks, at * LANDMARK_COUNT * 3);
    joined.poses.set(pack.poses, at * 3);
    joined.visibility.set(pack.visibility, at * LANDMARK_COUNT);
    at += pack.count;
  }
  return joined;
}
