import { Presets, SingleBar } from "cli-progress";

/** Tells a person how far long work is. */
export interface Progress {
  /** Moves on to `done` units, with a few words such as the loss. */
  update(done: number, words?: string): void;
  /** Prints a line of its own without tearing the bar. */
  say(line: string): void;
  /** Ends the bar. */
  stop(): void;
}

const LINE_EVERY_MS = 10_000;
/** Columns of a terminal that has room for a whole bar and a training's words. */
const WIDE = 130;

function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60)];
  return hours === 0
    ? `${minutes}:${two(whole % 60)}`
    : `${hours}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** How {@link startProgress} counts, where not plainly. */
export interface ProgressOptions {
  /** Units done by an earlier process; they do not count for the rate. */
  readonly begun?: number;
  /** What the rate is told in, where one unit is several of them. */
  readonly rate?: {
    /** In the plural. */
    readonly unit: string;
    /** How many are in one of the units that are counted. */
    readonly each: number;
  };
}

/**
 * A bar with rate and time left on a terminal; one line every ten seconds elsewhere.
 *
 * @param title - what is being done.
 * @param total - units in all.
 * @param unit - what is counted, in the plural.
 */
export function startProgress(
  title: string,
  total: number,
  unit: string,
  { begun = 0, rate: shown = { unit, each: 1 } }: ProgressOptions = {},
): Progress {
  const started = performance.now();
  const stream = process.stderr;
  const rateAt = (done: number) =>
    ((done - begun) * 1000) / Math.max(1, performance.now() - started);
  const status = (done: number, words: string) => {
    const rate = rateAt(done);
    const left = clock((total - done) / rate);
    const told = rate * shown.each;
    return `${told.toFixed(told < 10 ? 1 : 0)} ${shown.unit}/s, ${left} left${words && `, ${words}`}`;
  };
  if (!stream.isTTY) {
    let last = started;
    return {
      update(done, words = "") {
        const now = performance.now();
        if (now - last < LINE_EVERY_MS && done < total) return;
        last = now;
        stream.write(`${title}: ${done}/${total} ${status(done, words)}\n`);
      },
      say: (line) => void stream.write(`${line}\n`),
      stop: () => undefined,
    };
  }
  const bar = new SingleBar(
    {
      format: `${title} {bar} {value}/{total} {status}`,
      // The words tell more than the bar: it gives way to them.
      barsize: stream.columns < WIDE ? 8 : 24,
      hideCursor: true,
      stream,
    },
    Presets.shades_classic,
  );
  bar.start(total, begun, { status: "" });
  let done = begun;
  return {
    update(value, words = "") {
      done = value;
      bar.update(value, { status: status(value, words) });
    },
    say(line) {
      stream.write(`\r\u001b[2K${line}\n`);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
