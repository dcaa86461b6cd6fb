import { fileURLToPath } from "node:url";
import { readConvention, type LabelConvention } from "@fdhm/datasets";
import type { SourceConfig } from "../config/source.ts";

/** Conventions that come with the trainer, by the name that configurations take. */
const KNOWN: Readonly<Record<string, URL>> = {
  "aflw2000-3d": new URL("../../conventions/aflw2000-3d.json", import.meta.url),
};

/**
 * Reads the label convention that a source's landmarks are to be moved to.
 *
 * @param of - the name of a known one, or a path.
 * @param share - how much of the way, 1 for all.
 * @throws RangeError naming the file where it is none.
 */
export async function openConvention({
  of,
  share,
}: NonNullable<SourceConfig["convention"]>): Promise<LabelConvention> {
  const known = KNOWN[of];
  const { name, offsets } = await readConvention(
    known ? fileURLToPath(known) : of,
  );
  return { name, offsets: offsets.map((offset) => share * offset) };
}
