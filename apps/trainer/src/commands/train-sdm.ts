import { availableParallelism } from "node:os";
import { NO_AUGMENTATION } from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import {
  checkSdmSettings,
  trainSdm as train,
  writeSdm,
  type FaceCrops,
} from "@fdhm/sdm";
import { openSource } from "../faces/open-source.ts";
import { parseSet } from "../faces/parse-set.ts";
import { packWithProgress } from "../packing/pack-sources.ts";
import { writeAtomically } from "../run/write-atomically.ts";
import {
  joinCrops,
  SDM_AUGMENTATION,
  sdmExamples,
} from "../training/sdm-examples.ts";

/** What `train-sdm` is asked for. */
export interface TrainSdmOptions {
  /** What `parseSet` reads. */
  readonly data: readonly string[];
  /** The file to write. */
  readonly out: string;
  /** Examples of each face. */
  readonly times: number;
  /** Edge of the crops, px. */
  readonly size: number;
  /** Edges of the descriptors' cells, px, one a stage. */
  readonly cells: readonly number[];
  /** Directions that are kept of each descriptor. */
  readonly kept: number;
  /** Of all that is drawn. */
  readonly seed: number;
}

/** What `bench` knows the file by. */
const ENDING = ".sdm";
/** Penalties that each stage tries. */
const STRENGTHS = [0.001, 0.003];
/** The last of so many parts of a set is held out. Sets have their faces by person or photograph. */
const PARTS = 10;
/** A set that is no pack yet is packed at this edge, px. */
const EDGE = 160;

/**
 * Trains a cascade of linear regressions on nine tenths of each set, chooses penalties by the last tenth, and writes it.
 *
 * @throws RangeError where an option or a set is at fault, or a set does not know its landmarks' depth.
 */
export async function trainSdm(options: TrainSdmOptions): Promise<void> {
  const { size, cells, kept, seed } = options;
  const settings = { cells, kept, strengths: STRENGTHS };
  checkSdmSettings(settings, size);
  if (!options.out.endsWith(ENDING))
    throw expected(`a ${ENDING} file`, "--out", options.out);
  const crops: FaceCrops[] = [];
  const heldOut: FaceCrops[] = [];
  // One set after the other: only the crops stay in memory.
  for (const set of options.data) {
    const source = await parseSet(set);
    const dataset = await openSource(source);
    const threads = availableParallelism();
    const pack = await packWithProgress(dataset, source, EDGE, threads);
    if (pack.count < PARTS)
      throw expected(`at least ${PARTS} faces`, `--data ${set}`, pack.count);
    const held = Math.floor(pack.count * (1 - 1 / PARTS));
    crops.push(
      sdmExamples(pack, {
        ...{ first: 0, end: held, times: options.times },
        ...{ settings: SDM_AUGMENTATION, size, seed },
      }),
    );
    heldOut.push(
      sdmExamples(pack, {
        ...{ first: held, end: pack.count, times: 1 },
        ...{ settings: NO_AUGMENTATION, size, seed },
      }),
    );
  }
  const percent = (error: number) => (100 * error).toFixed(2);
  const sdm = train(
    joinCrops(crops),
    joinCrops(heldOut),
    settings,
    ({ stage, told, strength, trainError, heldOutError }) =>
      process.stderr.write(
        `Stage ${stage + 1} of ${cells.length}: landmarks are off by ${percent(trainError)} % of the crop's side, ${percent(heldOutError)} % of faces held out; directions tell ${percent(told)} %, penalty ${strength}\n`,
      ),
  );
  const bytes = writeSdm(sdm);
  await writeAtomically(options.out, bytes);
  process.stdout.write(`${bytes.length} bytes in ${options.out}\n`);
}
