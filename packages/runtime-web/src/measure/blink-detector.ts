import { expected } from "@fdhm/errors";
import type { EyeOpenings } from "./eye-openings.ts";

/** Settings of a {@link BlinkDetector}. */
export interface BlinkOptions {
  /** An open eye counts as closed below this share of how far it usually is open; 0.7 by default. */
  readonly closedBelow?: number;
  /** A closed eye counts as open again from this share on; 0.8 by default. */
  readonly openFrom?: number;
  /** Eyes that stay closed for longer than this many ms do not blink: they are closed; 500 by default. */
  readonly longest?: number;
}

/** Eyes that closed and opened again. */
export interface Blink {
  /** Which eyes closed: one of them is a wink. */
  readonly eyes: "right" | "left" | "both";
  /** Timestamp of the first frame in which an eye was closed, ms. */
  readonly start: number;
  /** From that frame to the first one in which both were open again, ms. */
  readonly duration: number;
}

/** What a {@link BlinkDetector} makes of one frame. */
export interface EyeStates {
  /** Whether the right eye is closed. */
  readonly rightClosed: boolean;
  /** Whether the left eye is closed. */
  readonly leftClosed: boolean;
  /** The blink that ended with this frame, if one did. */
  readonly blink?: Blink;
}

/** How soon the usual opening follows an eye that is wider open, ms: soon, for one that begins with closed eyes. */
const RISE = 300;
/** How soon it follows an eye that is less open, but not closed, ms. */
const FALL = 5000;

/** One eye in time: closed or not, against how far it is usually open. */
interface Eye {
  usual: number | undefined;
  closed: boolean;
}

/**
 * Tells blinks of one face from its eye openings, frame by frame.
 *
 * Each eye is compared with its own usual opening, which is learnt as frames come, so that narrow eyes are not taken for closed
 * ones; two thresholds keep an eye that hovers about one of them from flickering. Where a person looks is not known: eyes
 * cast down long enough count as closed.
 */
export class BlinkDetector {
  readonly #closedBelow: number;
  readonly #openFrom: number;
  readonly #longest: number;
  readonly #right: Eye = { usual: undefined, closed: false };
  readonly #left: Eye = { usual: undefined, closed: false };
  /** Since when an eye has been closed, and which ones were. */
  #closure: { start: number; right: boolean; left: boolean } | undefined;
  #last: number | undefined;

  /** @throws RangeError where `0 < closedBelow <= openFrom < 1` does not hold, or `longest` is not positive. */
  constructor({
    closedBelow = 0.7,
    openFrom = 0.8,
    longest = 500,
  }: BlinkOptions = {}) {
    if (!(closedBelow > 0 && closedBelow <= openFrom && openFrom < 1))
      throw expected(
        "0 < closedBelow <= openFrom < 1",
        "closedBelow and openFrom",
        [closedBelow, openFrom],
      );
    if (!(longest > 0)) throw expected("positive ms", "longest", longest);
    this.#closedBelow = closedBelow;
    this.#openFrom = openFrom;
    this.#longest = longest;
  }

  /**
   * Takes the next frame.
   *
   * @param openings - as of `eyeOpenings`. An eye that the camera does not see is left out: it then counts as open.
   * @param timestamp - ms, never less than the last one.
   * @throws RangeError where an opening is negative or not finite, or the timestamp goes back.
   */
  update(openings: Partial<EyeOpenings>, timestamp: number): EyeStates {
    const { right, left } = openings;
    for (const [name, opening] of Object.entries({ right, left }))
      if (opening !== undefined && !(opening >= 0 && opening < Infinity))
        throw expected("a ratio from 0", `openings.${name}`, opening);
    if (!(Number.isFinite(timestamp) && timestamp >= (this.#last ?? timestamp)))
      throw expected(
        this.#last === undefined ? "finite ms" : `ms from ${this.#last} on`,
        "timestamp",
        timestamp,
      );
    const passed = timestamp - (this.#last ?? timestamp);
    this.#last = timestamp;
    this.#judge(this.#right, right, passed);
    this.#judge(this.#left, left, passed);
    const states = {
      rightClosed: this.#right.closed,
      leftClosed: this.#left.closed,
    };
    const blink = this.#follow(states, timestamp);
    return { ...states, ...(blink && { blink }) };
  }

  #judge(eye: Eye, opening: number | undefined, passed: number): void {
    if (opening === undefined) {
      eye.closed = false;
      return;
    }
    const usual = (eye.usual ??= opening);
    eye.closed =
      opening < usual * (eye.closed ? this.#openFrom : this.#closedBelow);
    // A closed eye says nothing of how far it is usually open.
    if (eye.closed) return;
    const pace = opening > usual ? RISE : FALL;
    eye.usual = usual + (opening - usual) * (1 - Math.exp(-passed / pace));
  }

  /** Gives the blink that ends now. */
  #follow(
    { rightClosed, leftClosed }: EyeStates,
    timestamp: number,
  ): Blink | undefined {
    if (rightClosed || leftClosed) {
      this.#closure ??= { start: timestamp, right: false, left: false };
      this.#closure.right ||= rightClosed;
      this.#closure.left ||= leftClosed;
      return undefined;
    }
    if (this.#closure === undefined) return undefined;
    const { start, right, left } = this.#closure;
    this.#closure = undefined;
    const duration = timestamp - start;
    if (duration > this.#longest) return undefined;
    return {
      eyes: right && left ? "both" : right ? "right" : "left",
      start,
      duration,
    };
  }
}
