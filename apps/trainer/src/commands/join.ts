import { readFile } from "node:fs/promises";
import { concatenatePacks, readPack, writePack } from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import { inShardOrder } from "../run/shard.ts";
import { writeAtomically } from "../run/write-atomically.ts";

/** What `join` is asked for. */
export interface JoinOptions {
  /** The whole: a `.pack` or a `.json` file. */
  readonly out: string;
}

/**
 * Puts what shards have written together in their order: packs to one pack, aligned faces to one list, as one machine alone would
 * have written them.
 *
 * @param pieces - outputs of all shards, in any order.
 * @throws RangeError where one is missing, broken or of another output; nothing is written then.
 */
export async function join(
  pieces: readonly string[],
  { out }: JoinOptions,
): Promise<void> {
  const ending = [".pack", ".json"].find((known) => out.endsWith(known));
  if (ending === undefined)
    throw expected("a .pack or a .json file", "--out", out);
  for (const piece of pieces)
    if (!piece.endsWith(ending))
      throw expected(`a ${ending} file, as --out is`, "PIECE", piece);
  const ordered = inShardOrder(pieces);
  const count = await (ending === ".pack" ? joinPacks : joinLists)(
    ordered,
    out,
  );
  process.stdout.write(
    `${count} faces of ${ordered.length} shards in ${out}\n`,
  );
}

async function joinPacks(
  pieces: readonly string[],
  out: string,
): Promise<number> {
  const packs = [];
  for (const piece of pieces) packs.push(await readPack(piece));
  const names = new Set(packs.map(({ name }) => name));
  if (names.size > 1) throw expected("shards of one set", "PIECE", [...names]);
  const pack = concatenatePacks(packs, packs[0]!.name);
  await writePack(out, pack);
  return pack.count;
}

async function joinLists(
  pieces: readonly string[],
  out: string,
): Promise<number> {
  const faces: unknown[] = [];
  for (const file of pieces) faces.push(...(await readList(file)));
  // As align writes it.
  await writeAtomically(out, `${JSON.stringify(faces, null, 1)}\n`);
  return faces.length;
}

async function readList(file: string): Promise<unknown[]> {
  let list: unknown;
  try {
    list = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw expected("a readable list of faces", "PIECE", cause, { file, cause });
  }
  if (!Array.isArray(list))
    throw expected("a list of faces", "PIECE", list, { file });
  return list;
}
