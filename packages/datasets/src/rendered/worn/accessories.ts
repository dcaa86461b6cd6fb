import { expected } from "@fdhm/errors";
import type { Chance } from "../chance.ts";
import { sampleFaceMask } from "./face-mask.ts";
import { sampleGlasses } from "./glasses.ts";
import { sampleHand } from "./hand.ts";
import { sampleHat } from "./hat.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import { sampleHeldObject } from "./held-object.ts";
import { sampleHood } from "./hood.ts";
import type { Skull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";
import type { Triple } from "../solids/triple.ts";

/** What people wear on the face or hold before it: each number is a chance from 0 to 1. */
export interface AccessoryChances {
  /** Clear glasses and sunglasses. */
  readonly glasses: number;
  /** Caps, hats and helmets. */
  readonly hat: number;
  /** Hoods and headscarves. */
  readonly hood: number;
  /** Masks over nose and mouth. */
  readonly mask: number;
  /** A hand on the face. */
  readonly hand: number;
  /** A microphone, cup or telephone. */
  readonly object: number;
  /** Loose strands of hair over forehead and cheeks. */
  readonly strands: number;
  /** A patch of colour or of the picture itself, anywhere. */
  readonly patch: number;
}

/** How often accessories are met; a face may have several. */
export const ACCESSORY_CHANCES: AccessoryChances = {
  glasses: 0.2,
  hat: 0.1,
  hood: 0.04,
  mask: 0.04,
  hand: 0.08,
  object: 0.04,
  strands: 0.2,
  patch: 0.12,
};

/**
 * Fills in the chances that a caller leaves out.
 *
 * @throws RangeError where one is no number from 0 to 1.
 */
export function accessoryChances(
  changed: Partial<AccessoryChances> = {},
): AccessoryChances {
  const chances = { ...ACCESSORY_CHANCES, ...changed };
  for (const [name, chance] of Object.entries(chances))
    if (!(chance >= 0 && chance <= 1))
      throw expected("a chance from 0 to 1", `accessories.${name}`, chance);
  return chances;
}

/** What covers the top of the head. */
export type Headgear = "hat" | "hood" | undefined;

/** Draws whether somebody wears a hat, a hood or neither: hair must know. */
export function sampleHeadgear(
  chance: Chance,
  { hat, hood }: AccessoryChances,
): Headgear {
  const random = chance("headgear");
  if (random.uniform() < hat) return "hat";
  return random.uniform() < hood ? "hood" : undefined;
}

/** The head that accessories are fitted to. */
export interface Wearer {
  /** 68 xyz triples in model space. */
  readonly landmarks: Float32Array;
  /** Its measures. */
  readonly frame: HeadFrame;
  /** Its surface. */
  readonly skull: Skull;
  /** Colour of the skin, 0 to 1: hands have it too. */
  readonly skin: Triple;
}

/** Draws what somebody wears and holds besides hair: things that turn with the head, in the order in which they are drawn. */
export function sampleAccessories(
  chance: Chance,
  chances: AccessoryChances,
  headgear: Headgear,
  { landmarks, frame, skull, skin }: Wearer,
): Solid[] {
  const things: Solid[] = [];
  if (headgear === "hat")
    things.push(...sampleHat(chance("hat"), landmarks, skull));
  if (headgear === "hood") things.push(sampleHood(chance("hat"), skull));
  const mask = chance("mask");
  if (mask.uniform() < chances.mask)
    things.push(sampleFaceMask(mask, landmarks, frame, skull));
  const glasses = chance("glasses");
  if (glasses.uniform() < chances.glasses)
    things.push(...sampleGlasses(glasses, landmarks, frame));
  const hand = chance("hand");
  if (hand.uniform() < chances.hand) things.push(sampleHand(hand, skull, skin));
  const object = chance("object");
  if (object.uniform() < chances.object)
    things.push(sampleHeldObject(object, landmarks, frame));
  // Lenses let through what was drawn before them.
  return things.sort((a, b) => b.opacity - a.opacity);
}
