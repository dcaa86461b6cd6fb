import { writePack, type BrokenSample } from "@fdhm/datasets";
import type { SourceConfig } from "../../config/source.ts";
import { openSource } from "../../faces/open-source.ts";
import { packWithProgress } from "../../packing/pack-sources.ts";
import { describeBroken } from "../../report/describe-broken.ts";

/** How a set is packed. */
export interface PackingOptions {
  /** The file to write. */
  readonly out: string;
  /** Edge in px at which a face is kept. */
  readonly edge: number;
  /** Worker threads. */
  readonly threads: number;
  /** Whether faces at fault are left out and listed; otherwise the first one ends the work. */
  readonly skipBroken: boolean;
}

/** Decodes or draws every face of a set once and writes them as one file that training reads without decoding. */
export async function packToFile(
  source: SourceConfig,
  { out, edge, threads, skipBroken }: PackingOptions,
): Promise<void> {
  const broken: BrokenSample[] = [];
  const onBroken = skipBroken
    ? (sample: BrokenSample) => broken.push(sample)
    : undefined;
  const dataset = await openSource(source, { onBroken });
  const pack = await packWithProgress(dataset, source, edge, threads, onBroken);
  await writePack(out, pack);
  process.stdout.write(
    `${describeBroken(broken)}${pack.count} faces of ${dataset.name} in ${out}\n`,
  );
}
