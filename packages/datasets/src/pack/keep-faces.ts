import { LANDMARK_COUNT } from "@fdhm/landmarks";
import type { FacePack } from "./face-pack.ts";

/**
 * The pack without some of its faces, in the memory that it has: the others move together, and the views end sooner. A
 * set of several GB is therefore not copied because one of its pictures is broken.
 *
 * @param keep - asked once for each face, in order.
 * @param masked - whether the pack keeps its masks, where it has some.
 */
export function keepFaces(
  pack: FacePack,
  keep: (index: number) => boolean,
  masked: boolean,
): FacePack {
  const kept: number[] = [];
  for (let index = 0; index < pack.count; index++)
    if (keep(index)) kept.push(index);
  const pixels = pack.edge ** 2;
  const { masks, ...bare } = pack;
  return {
    ...bare,
    count: kept.length,
    names: kept.map((index) => pack.names[index]!),
    pictures: together(pack.pictures, kept, 3 * pixels),
    ...(masks && masked && { masks: together(masks, kept, pixels) }),
    landmarks: together(pack.landmarks, kept, 3 * LANDMARK_COUNT),
    poses: together(pack.poses, kept, 3),
    visibility: together(pack.visibility, kept, LANDMARK_COUNT),
  };
}

function together<T extends Uint8Array | Float32Array>(
  all: T,
  kept: readonly number[],
  length: number,
): T {
  for (const [to, from] of kept.entries())
    if (to !== from)
      all.copyWithin(to * length, from * length, (from + 1) * length);
  return all.subarray(0, kept.length * length) as T;
}
