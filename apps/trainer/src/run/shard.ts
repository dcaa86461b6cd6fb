import { extname } from "node:path";
import { expected } from "@fdhm/errors";

/** A part of some work that several machines share; each does the same parts whenever it is asked. */
export interface Shard {
  /** Which, from 0. */
  readonly part: number;
  /** How many there are. */
  readonly parts: number;
}

/** In the name of a shard's output. */
const NAMED = /^(.*)\.(\d+)-of-(\d+)(\.\w+)?$/;

/**
 * Reads `i/n`, i from 1 to n.
 *
 * @throws RangeError where it is no such thing.
 */
export function parseShard(text: string): Shard {
  const [, i, n] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const [index, parts] = [Number(i), Number(n)];
  if (!(index >= 1 && index <= parts))
    throw expected("i/n, i from 1 to n", "--shard", text);
  return { part: index - 1, parts };
}

/** Whether a shard has the work of this index, from 0, where pieces of work are dealt out one by one. */
export function isInShard({ part, parts }: Shard, index: number): boolean {
  return index % parts === part;
}

/**
 * Refuses more shards than there are pieces of work: some would have nothing to write.
 *
 * @param what - the pieces, in the plural.
 * @throws RangeError alike for every shard.
 */
export function checkShards(
  { part, parts }: Shard,
  pieces: number,
  what: string,
): void {
  if (parts > pieces)
    throw expected(
      `at most ${pieces} shards, as there are ${what}`,
      "--shard",
      `${part + 1}/${parts}`,
    );
}

/**
 * What a shard's output is called, so that no two collide: `out.2-of-8.pack` for `out.pack`.
 *
 * @param path - of the whole output.
 */
export function shardPath(path: string, shard: Shard | undefined): string {
  if (shard === undefined) return path;
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  return `${stem}.${shard.part + 1}-of-${shard.parts}${ending}`;
}

/**
 * The outputs of all shards in their order.
 *
 * @param paths - as {@link shardPath} names them, in any order.
 * @throws RangeError where one is missing, twice there, no shard's, or of another output.
 */
export function inShardOrder(paths: readonly string[]): string[] {
  const found = paths.map((path) => {
    const [, stem, i, n, ending = ""] = NAMED.exec(path) ?? [];
    if (stem === undefined)
      throw expected("the output of a shard, NAME.i-of-n", "PIECE", path);
    return { path, whole: `${stem}${ending}`, i: Number(i), n: Number(n) };
  });
  const [first] = found;
  if (first === undefined) throw expected("at least one", "PIECE", "none");
  for (const { path, whole, n } of found)
    if (whole !== first.whole || n !== first.n)
      throw expected(
        `one of ${first.n} shards of ${first.whole}`,
        "PIECE",
        path,
      );
  return Array.from({ length: first.n }, (_, index) => {
    const all = found.filter(({ i }) => i === index + 1);
    if (all.length !== 1)
      throw expected(
        `each of the ${first.n} shards of ${first.whole} once`,
        "PIECE",
        `${index + 1}-of-${first.n} ${all.length} times`,
      );
    return all[0]!.path;
  });
}
