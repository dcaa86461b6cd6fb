import { openFaceExpressions } from "@fdhm/morphable-model/open-face";

/** How a head is held, and what its face does. */
export interface HeadMovement {
  /** Radians; positive lifts the nose. */
  readonly pitch: number;
  /** Radians; positive turns it to the picture's left. */
  readonly yaw: number;
  /** Radians; positive tips the head to the picture's right. */
  readonly roll: number;
  /** 29 coefficients of the open face's expression modes. */
  readonly expression: readonly number[];
}

/** Seconds from one side to the other and back. */
const TURN = 11;

/** Seconds from blink to blink, and of one. */
const BLINK = { every: 4.1, first: 2, takes: 0.3 };

/** Where the head of the demo is, a while after it began: it turns from profile to profile, nods, speaks, smiles and blinks. */
export function headMovement(seconds: number): HeadMovement {
  const wave = (period: number, phase = 0) =>
    Math.sin(2 * Math.PI * (seconds / period + phase));
  const weights = {
    "open-mouth": 0.7 * Math.max(0, wave(5.3)) ** 2,
    smile: 0.7 * Math.max(0, wave(7.9, 0.5)) ** 2,
    "raised-brows": 0.6 * Math.max(0, wave(6.7, 0.3)),
    "closed-eyes": blinking(seconds),
  };
  return {
    pitch: 0.05 + 0.16 * wave(7.3, 0.1),
    yaw: 1.15 * wave(TURN, 0.06),
    roll: 0.1 * wave(8.9),
    expression: Array.from({ length: 29 }, (_, mode) =>
      Object.entries(weights).reduce(
        (sum, [name, weight]) =>
          sum +
          weight *
            openFaceExpressions[name as keyof typeof openFaceExpressions][
              mode
            ]!,
        0,
      ),
    ),
  };
}

/** How far the eyes are closed, 0 to 1. */
function blinking(seconds: number): number {
  const since = (seconds + BLINK.every - BLINK.first) % BLINK.every;
  return since < BLINK.takes
    ? Math.sin((Math.PI * since) / BLINK.takes) ** 0.5
    : 0;
}
