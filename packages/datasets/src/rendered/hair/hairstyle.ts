import { between, pick, type Random } from "../../random.ts";
import { direction } from "../solids/skull.ts";
import type { Strand } from "./strands.ts";
import { plus, type Triple } from "../solids/triple.ts";

/** How often each way of wearing hair is met. */
const STYLES = [
  ["short", 5],
  ["fringe", 2],
  ["bob", 2],
  ["long", 5],
  ["tied", 2],
] as const;

/** How hair is worn. */
export type Style = (typeof STYLES)[number][0];

/** Draws how hair is worn. */
export function sampleStyle(random: Random): Style {
  return pick(random, STYLES);
}

/** How far hair hangs below the ears, units of the head: from and to. */
const FALL: Partial<Record<Style, readonly [number, number]>> = {
  bob: [0.5, 1.2],
  long: [1.6, 2.8],
};

/** Strands on one side of the parting. */
const SIDE = 60;
/** Strands of a fringe. */
const FRINGE = 60;

/**
 * Draws the strands of a hairstyle: on both sides of a parting down past the temples, over the forehead, and none for
 * short and tied hair.
 */
export function sampleStrands(random: Random, style: Style): Strand[] {
  const strands: Strand[] = [];
  const fall = FALL[style];
  const parting = 0.4 * random.normal();
  const lift = between(random, 1.02, 1.14);
  if (fall) {
    const length = between(random, ...fall);
    for (const side of [-1, 1] as const)
      strands.push(...curtain(random, { side, parting, length, lift }));
  }
  const fringed =
    style === "fringe" || (fall !== undefined && random.uniform() < 0.4);
  if (fringed) strands.push(...fringe(random, parting, lift));
  return strands;
}

/**
 * Draws a few loose strands that hang over forehead and cheeks.
 *
 * @param random - also says how many: 2 to 7.
 */
export function sampleLooseStrands(random: Random): Strand[] {
  const side = random.uniform() < 0.5 ? -1 : 1;
  const count = Math.floor(between(random, 2, 8));
  return Array.from({ length: count }, () => ({
    root: direction(side * between(random, 0, 0.6), between(random, 0.3, 0.7)),
    leave: direction(
      side * between(random, 0.1, 1.1),
      between(random, 1.2, 1.7),
    ),
    fall: between(random, 0, 1.2),
    lift: between(random, 1.04, 1.15),
    width: between(random, 0.02, 0.1),
  }));
}

interface Curtain {
  readonly side: -1 | 1;
  readonly parting: number;
  readonly length: number;
  readonly lift: number;
}

/** Hair from the parting down one side; the foremost strands are tucked behind the ear or frame the face. */
function curtain(
  random: Random,
  { side, parting, length, lift }: Curtain,
): Strand[] {
  const foremost = pick(random, [
    [between(random, 1.65, 1.9), 3],
    [between(random, 1.1, 1.65), 4],
    [between(random, 0.6, 1.1), 1],
  ]);
  return Array.from({ length: SIDE }, (_, i) => {
    const t = (i + random.uniform()) / SIDE;
    const back = t ** 0.8;
    const around = foremost + (Math.PI - foremost) * back;
    return {
      root: onParting(parting, 0.8 - 1.5 * t),
      leave: direction(side * around, between(random, 1.45, 1.7)),
      fall: length * between(random, 0.75, 1.05),
      lift: lift + 0.03 * random.normal(),
      width: between(random, 0.1, 0.2),
    };
  });
}

/** Hair over the forehead, straight or swept aside, seldom over the eyes. */
function fringe(random: Random, parting: number, lift: number): Strand[] {
  const sweep = 0.35 * random.normal();
  const lowest = between(random, 1, 1.42);
  const half = between(random, 0.6, 1);
  return Array.from({ length: FRINGE }, () => {
    const across = between(random, -1, 1);
    return {
      root: plus(onParting(parting, 0.45), [0.35 * across, 0, 0]),
      leave: direction(
        half * across + sweep,
        lowest + 0.06 * random.normal() + 0.12 * across * Math.sign(sweep),
      ),
      fall: 0,
      lift: Math.max(1.02, lift - 0.03) + 0.015 * random.normal(),
      width: between(random, 0.05, 0.11),
    };
  });
}

/**
 * A direction on the parting.
 *
 * @param forward - radians from the crown towards the forehead.
 */
function onParting(parting: number, forward: number): Triple {
  return [0.4 * parting, Math.cos(forward), Math.sin(forward)];
}
