import type { AccessoryChances, Headgear } from "../worn/accessories.ts";
import type { Chance } from "../chance.ts";
import { hairBehind, type Hair } from "./hair.ts";
import { sampleLooseStrands, sampleStrands } from "./hairstyle.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import type { Skull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";
import { strandsOf } from "./strands.ts";

/** Draws what of somebody's hair is more than the scalp's colour: what hangs behind, the strands, loose ones in the face. */
export function hairSolids(
  chance: Chance,
  hair: Hair | undefined,
  headgear: Headgear,
  skull: Skull,
  frame: HeadFrame,
  { strands: loose }: Pick<AccessoryChances, "strands">,
): Solid[] {
  // A hood covers all of it.
  if (!hair || headgear === "hood") return [];
  const random = chance("strands");
  const behind = hairBehind(hair, frame, random);
  const strands = sampleStrands(random, hair.style);
  const straying = chance("loose");
  if (straying.uniform() < loose) strands.push(...sampleLooseStrands(straying));
  return [
    ...(behind ? [behind] : []),
    ...(strands.length > 0 ? [strandsOf(random, strands, skull, hair)] : []),
  ];
}
