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

function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * A bar with rate and time left on a terminal; one line every ten seconds elsewhere.
 *
 * @param title - what is being done.
 * @param total - units in all.
 * @param unit - what is counted, in the plural.
 * @param begun - units done by an earlier process; they do not count for the rate.
 */
export function startProgress(
  title: string,
  total: number,
  unit: string,
  begun = 0,
): Progress {
  const started = performance.now();
  const stream = process.stderr;
  const rateAt = (done: number) =>
    ((done - begun) * 1000) / Math.max(1, performance.now() - started);
  const status = (done: number, words: string) => {
    const rate = rateAt(done);
    const left = clock((total - done) / rate);
    return `${rate.toFixed(rate < 10 ? 1 : 0)} ${unit}/s, ${left} left${words && `, ${words}`}`;
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
      barsize: 24,
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
