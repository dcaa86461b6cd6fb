import {
  write300wLp,
  writePack,
  type BrokenSample,
  type Dataset,
} from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import type { SourceConfig } from "../../config/source.ts";
import { openSource } from "../../faces/open-source.ts";
import { packWithProgress } from "../../packing/pack-sources.ts";
import { describeBroken } from "../../report/describe-broken.ts";
import { shardOf } from "../../packing/shard-of.ts";
import { parseShard, shardPath } from "../../run/shard.ts";
import { startProgress } from "../../run/progress.ts";

/** How a set is written. */
export interface WritingOptions {
  /** A file that ends in `.pack`, or a folder in the format of 300W-LP. */
  readonly out: string;
  /** Edge in px at which a face is kept in a pack. */
  readonly edge: number;
  /** Worker threads that fill a pack. */
  readonly threads: number;
  /** Whether faces at fault are left out and listed; otherwise the first one ends the work. */
  readonly skipBroken: boolean;
  /** `i/n`: which part of the faces is written, under a name of its own. */
  readonly shard?: string;
}

/**
 * Decodes, draws or makes every face of a set once and writes them: as one file that training reads without decoding, or as
 * a folder that other tools read.
 */
export async function writeSet(
  source: SourceConfig,
  { out: whole, edge, threads, skipBroken, shard: named }: WritingOptions,
): Promise<void> {
  if (/\.\w+$/.test(whole) && !whole.endsWith(".pack"))
    throw expected("a .pack file or a folder", "--out", whole);
  const shard = named === undefined ? undefined : parseShard(named);
  const out = shardPath(whole, shard);
  const broken: BrokenSample[] = [];
  const onBroken = skipBroken
    ? (sample: BrokenSample) => broken.push(sample)
    : undefined;
  const dataset = await openSource(source, { onBroken });
  let count: number;
  if (whole.endsWith(".pack")) {
    const pack = await packWithProgress(
      ...([dataset, source, edge, threads, onBroken, shard] as const),
    );
    await writePack(out, pack);
    count = pack.count;
  } else {
    count = await writeFolder(shardOf(dataset, shard), out);
  }
  process.stdout.write(
    `${describeBroken(broken)}${count} faces of ${dataset.name} in ${out}\n`,
  );
}

async function writeFolder(dataset: Dataset, folder: string): Promise<number> {
  const progress = startProgress(
    `Writing ${dataset.name}`,
    dataset.length,
    "faces",
  );
  try {
    const { written, kept } = await write300wLp(dataset, folder, {
      onProgress: ({ done }) => progress.update(done),
    });
    return written + kept;
  } finally {
    progress.stop();
  }
}
