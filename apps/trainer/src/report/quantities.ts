/** A fraction as per cent with two decimals, without the sign; a dash where there is none. */
export function percent(fraction: number | null | undefined): string {
  return fraction === null || fraction === undefined
    ? "–"
    : (100 * fraction).toFixed(2);
}

/** Seconds as a person tells them: `48 s`, `12 min`, `3.4 h`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/**
 * A count in thousands or millions: `812`, `241 k`, `14.6 M`.
 *
 * @param noun - what is counted, in the singular.
 */
export function count(value: number, noun?: string): string {
  const number =
    value >= 1e6
      ? `${(value / 1e6).toFixed(1)} M`
      : value >= 1e4
        ? `${Math.round(value / 1e3)} k`
        : String(Math.round(value));
  return noun === undefined
    ? number
    : `${number} ${noun}${value === 1 ? "" : "s"}`;
}
