import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import { parse } from "yaml";
import { checkSource } from "../config/check-source.ts";
import { sourceSchema, type SourceConfig } from "../config/source.ts";

/** Seed of the rendered faces that no training configuration of the project uses. */
const HELD_OUT_SEED = 1_000_003;

/** What files that `prepare` packs are called. */
const PACK_ENDING = ".pack";

/** Kinds that lie somewhere. */
const KINDS = sourceSchema.options
  .filter((option) => "path" in option.shape)
  .map((option) => option.shape.kind.value);

/**
 * Reads what a command line names a set of faces by: `[KIND:]PATH[?key=value&...]`, the kinds and keys being those of a
 * configuration's sources. Without a kind, a folder with a `labels.json` is a benchmark and any other one of `.pts` files; a file that ends in `.pack` is a pack.
 * `rendered[:COUNT[:SEED]]` are faces of the embedded model, 300 that no configuration here trains on where nothing is told.
 *
 * @param option - the command line's name for it, for errors.
 * @throws RangeError where it is none of these, or a key or value is unknown.
 */
export async function parseSet(
  text: string,
  option = "--data",
): Promise<SourceConfig> {
  const query = text.indexOf("?");
  const keys = query < 0 ? {} : parseQuery(text.slice(query + 1), option);
  const named = query < 0 ? text : text.slice(0, query);
  return checkSource(
    { ...(await whatIs(named, option)), ...keys },
    `${option} ${text}`,
  );
}

async function whatIs(named: string, option: string): Promise<object> {
  const rendered = /^rendered(?::(\d+))?(?::(\d+))?$/.exec(named);
  if (rendered)
    return {
      kind: "rendered",
      count: Number(rendered[1] ?? 300),
      seed: Number(rendered[2] ?? HELD_OUT_SEED),
      size: 256,
    };
  const colon = named.indexOf(":");
  const kind = KINDS.find((known) => known === named.slice(0, colon));
  if (kind !== undefined) return { kind, path: named.slice(colon + 1) };
  const found = await stat(named).catch(() => undefined);
  if (found?.isFile() && named.endsWith(PACK_ENDING))
    return { kind: "pack", path: named };
  if (!found?.isDirectory())
    throw expected(
      `a folder, a .pack file, KIND:PATH (${KINDS.join(", ")}) or rendered[:COUNT[:SEED]]`,
      option,
      named,
    );
  const labels = await stat(join(named, "labels.json")).catch(() => undefined);
  return { kind: labels ? "benchmark" : "pts", path: named };
}

/** `a=b&c=d`; values are read as YAML: numbers, booleans, lists, words. */
function parseQuery(query: string, option: string): Record<string, unknown> {
  return Object.fromEntries(
    query.split("&").map((pair) => {
      const equals = pair.indexOf("=");
      if (equals <= 0) throw expected("key=value", option, pair);
      return [pair.slice(0, equals), parse(pair.slice(equals + 1)) as unknown];
    }),
  );
}
