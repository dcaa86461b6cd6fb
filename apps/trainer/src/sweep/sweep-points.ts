import { createHash } from "node:crypto";
import { between, createRandom, type Random } from "@fdhm/datasets";
import type { SweepConfig } from "../config/sweep-schema.ts";

/** A run of a sweep. */
export interface SweepPoint {
  /** Names its run directory. */
  readonly name: string;
  /** Values by their keys, as of `--set`. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A longer name is told by its values no more. */
const LONGEST_NAME = 80;
/** Digits of a number that is drawn: as many as a person wants to read. */
const DIGITS = 4;

/**
 * The runs of a sweep, always in the same order; each with a name of its own that follows from its values, so that a sweep
 * with more of them finds those that are done.
 */
export function sweepPoints(sweep: SweepConfig): SweepPoint[] {
  const { grid, random, candidates } = sweep;
  if (candidates !== undefined)
    return Object.entries(candidates).map(([name, settings]) => ({
      name,
      settings,
    }));
  const settings = grid ? combinations(grid) : draws(random!);
  const points = settings.map((one) => ({
    name: nameOf(one),
    settings: one,
  }));
  // Of lists of values the same may be drawn twice.
  return points.filter(
    ({ name }, i) => points.findIndex((point) => point.name === name) === i,
  );
}

function combinations(
  grid: NonNullable<SweepConfig["grid"]>,
): Record<string, unknown>[] {
  return Object.entries(grid).reduce<Record<string, unknown>[]>(
    (all, [key, values]) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [key]: value }))),
    [{}],
  );
}

function draws({
  count,
  seed,
  keys,
}: NonNullable<SweepConfig["random"]>): Record<string, unknown>[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    Object.fromEntries(
      Object.entries(keys).map(([key, from]) => [
        key,
        Array.isArray(from)
          ? from[Math.floor(between(random, 0, from.length))]
          : drawn(random, from),
      ]),
    ),
  );
}

function drawn(
  random: Random,
  {
    from,
    to,
    scale,
    whole,
  }: { from: number; to: number; scale: "linear" | "log"; whole: boolean },
): number {
  // A whole number at an end is as likely as the others.
  if (whole && scale === "linear")
    return Math.floor(between(random, Math.ceil(from), Math.floor(to) + 1));
  const value =
    scale === "log"
      ? Math.exp(between(random, Math.log(from), Math.log(to)))
      : between(random, from, to);
  return whole ? Math.round(value) : Number(value.toPrecision(DIGITS));
}

/** `rate-0.003_cnnWidth-1`: the last part of each key with its value; a hash of them where that is no name. */
function nameOf(settings: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(settings);
  const short = keys.map((key) => key.split(".").at(-1)!);
  const parts = keys.map((key, i) => {
    const unique = short.indexOf(short[i]!) === short.lastIndexOf(short[i]!);
    return `${unique ? short[i] : key}-${String(settings[key])}`;
  });
  const name = parts.join("_");
  const plain = Object.values(settings).every(
    (value) => typeof value !== "object",
  );
  if (plain && /^\w[\w.-]*$/.test(name) && name.length <= LONGEST_NAME)
    return name;
  const hash = createHash("sha256").update(JSON.stringify(settings));
  return `point-${hash.digest("hex").slice(0, 12)}`;
}
