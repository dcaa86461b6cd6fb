import {
  inspectDataset,
  type BrokenSample,
  type Dataset,
  type Histogram,
  type Inspection,
} from "@fdhm/datasets";
import { openSource } from "../../faces/open-source.ts";
import { parseSet } from "../../faces/parse-set.ts";
import { describeBroken } from "../../report/describe-broken.ts";
import { drawDataset } from "../../report/draw-dataset.ts";
import { startProgress } from "../../run/progress.ts";
import { writeAtomically } from "../../run/write-atomically.ts";

/** What `prepare inspect` is asked for. */
export interface InspectOptions {
  /** Where the sheet of faces goes (PNG). */
  readonly sheet?: string;
}

/** Faces on a sheet. */
const DRAWN = 48;
/** Widest bar of a histogram, characters. */
const BAR = 40;

/**
 * Reads every face of a set and prints what is there: counts, pose histograms, broken files; and draws some faces.
 *
 * @param set - as `parseSet` reads it.
 * @returns whether nothing is broken.
 */
export async function inspect(
  set: string,
  options: InspectOptions,
): Promise<boolean> {
  const unlabelled: BrokenSample[] = [];
  const dataset = await openSource(await parseSet(set, "SET"), {
    onBroken: (broken) => unlabelled.push(broken),
  });
  const progress = startProgress("Reading", dataset.length, "faces");
  const found = await inspectDataset(dataset, (done) => progress.update(done));
  progress.stop();
  const broken = [...unlabelled, ...found.broken];
  process.stdout.write(describe(dataset, found, broken));
  if (options.sheet !== undefined) {
    const bad = new Set(found.broken.map(({ name }) => name));
    await writeAtomically(
      options.sheet,
      await drawDataset(dataset, DRAWN, (name) => !bad.has(name)),
    );
    process.stdout.write(`sheet  ${options.sheet}\n`);
  }
  return broken.length === 0;
}

function describe(
  { name, split, length }: Dataset,
  { sound, known, outside, boxEdge, yaw, pitch, roll }: Inspection,
  broken: readonly BrokenSample[],
): string {
  const share = (count: number) =>
    `${count}${count === 0 || sound === 0 ? "" : ` (${Math.round((100 * count) / sound)} %)`}`;
  const [least, middle, most] = boxEdge.map((edge) => Math.round(edge));
  const lines = [
    `${name}${split === undefined ? "" : ` (${split})`}: ${sound} faces of ${length}`,
    `with depth ${share(known.depth)}, pose ${share(known.pose)}, visibility ${share(known.visibility)}, parameters ${share(known.parameters)}, mask ${share(known.mask)}`,
    `with points outside the picture ${share(outside)}`,
    `longer edge of the face box: ${least} to ${most} px, middle ${middle}`,
    ...bars("yaw", yaw),
    ...bars("pitch", pitch),
    ...bars("roll", roll),
  ];
  return `${lines.join("\n")}\n${describeBroken(broken)}`;
}

function bars(angle: string, { from, width, counts }: Histogram): string[] {
  if (counts.length === 0) return [];
  const most = counts.reduce((a, b) => Math.max(a, b));
  return [
    `${angle}, degrees`,
    ...counts.map((count, i) => {
      const edges = `${from + i * width} to ${from + (i + 1) * width}`;
      const bar = "#".repeat(Math.ceil((BAR * count) / most));
      return `${edges.padStart(12)} ${String(count).padStart(7)} ${bar}`.trimEnd();
    }),
  ];
}
