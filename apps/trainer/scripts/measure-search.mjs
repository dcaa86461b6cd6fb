/**
 * Measures error, bytes and milliseconds of a sweep's networks side by side.
 *
 *   node apps/trainer/dist/cli.js sweep apps/trainer/configs/search-sweep.yaml
 *   FDHM_DATA=... node apps/trainer/scripts/measure-search.mjs \
 *     [--runs runs/search] [--only name,name] [--peer peppa_slim160.onnx] [--limit 0.75] [--out folder]
 *
 * Times are the least of many runs, all models by turns in one process, one thread; the peer's is what ratios are taken to. Writes a table and
 * plots of the error against bytes and times into `--out`, named as the folder of the runs: search.json, search.md, search-bytes.svg,
 * search-native.svg and search-wasm.svg. Times in onnxruntime-node are left out where it is not installed.
 */
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { summarise, tradeOffPlot } from "@fdhm/eval";
import { FaceAligner } from "@fdhm/runtime-web";
import {
  forOnePicture,
  inputShapes,
  openRuntime,
} from "../../../packages/networks/scripts/onnx-runtimes.mjs";
import { measure } from "../dist/faces/measure.js";
import { openSource } from "../dist/faces/open-source.js";
import { parseSet } from "../dist/faces/parse-set.js";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "runs/search" },
    only: { type: "string" },
    peer: { type: "string" },
    limit: { type: "string" },
    out: { type: "string" },
  },
});

const names = options.only?.split(",") ?? (await trained());
const errors = await measureAll();
const times = await timeAll();
await report();

/** Runs that came to their end. */
async function trained() {
  const folders = await readdir(options.runs);
  const models = await Promise.all(
    folders.map((name) => stat(modelOf(name)).catch(() => undefined)),
  );
  const done = folders.filter((_, i) => models[i] !== undefined);
  if (done.length === 0)
    throw new RangeError(
      `Expected finished runs for --runs but received none (${options.runs})`,
    );
  return done;
}

function modelOf(name) {
  return join(options.runs, name, "model.onnx");
}

/** Errors on the faces to choose by (`role=tune`), on those to report, and on Helen's test set. */
async function measureAll() {
  const data = process.env.FDHM_DATA;
  const sets = {
    tune: `${data}/aflw2000-dev?role=tune`,
    report: `${data}/aflw2000-dev`,
    helen: `${data}/300w/helen/testset`,
  };
  const opened = await Promise.all(
    Object.entries(sets).map(async ([key, set]) => [
      key,
      await openSource(await parseSet(set)),
    ]),
  );
  const measured = {};
  for (const name of names) {
    const aligner = await FaceAligner.load(modelOf(name));
    measured[name] = {};
    for (const [key, dataset] of opened)
      measured[name][key] = summarise(await measure(aligner, dataset));
    await aligner.dispose();
  }
  return measured;
}

/** Least milliseconds of every model and of the peer, `{ native: { name: ms }, wasm: ... }`. */
async function timeAll() {
  const files = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [
        name,
        forOnePicture(await readFile(modelOf(name))),
      ]),
    ),
  );
  const shapes = Object.fromEntries(
    names.map((name) => [name, inputShapes(files[name])]),
  );
  if (options.peer) {
    files.peer = await readFile(options.peer);
    shapes.peer = inputShapes(files.peer);
  }
  const least = {};
  for (const kind of ["native", "wasm"]) {
    const runtime = await openRuntime(kind).catch((error) => {
      process.stderr.write(`${error.message}\n`);
    });
    if (!runtime) continue;
    least[kind] = {};
    const sessions = [];
    for (const [name, file] of Object.entries(files))
      sessions.push([name, await runtime.open(file, shapes[name])]);
    for (let round = 0; round < 600; round++)
      for (const [name, session] of sessions) {
        const start = performance.now();
        await session.run();
        const took = performance.now() - start;
        least[kind][name] = Math.min(least[kind][name] ?? Infinity, took);
      }
    for (const [, session] of sessions) await session.release();
  }
  return least;
}

async function report() {
  const percent = (fraction) => (100 * fraction).toFixed(2);
  const rows = await Promise.all(
    names.map(async (name) => {
      const { tune, report: dev, helen } = errors[name];
      const ratio = (kind) =>
        times[kind] && times[kind].peer
          ? times[kind][name] / times[kind].peer
          : undefined;
      const config = JSON.parse(
        await readFile(join(options.runs, name, "config.json"), "utf8"),
      );
      return {
        name,
        network: config.network.preset,
        bytes: (await stat(modelOf(name))).size,
        tune: tune.meanOfBins.mean,
        report: dev.bins.map((bin) => bin.mean),
        reportMean: dev.meanOfBins.mean,
        helen: helen.mean,
        native: ratio("native"),
        wasm: ratio("wasm"),
        milliseconds: {
          native: times.native?.[name],
          wasm: times.wasm?.[name],
        },
      };
    }),
  );
  const cell = (value, digits) => value?.toFixed(digits) ?? "–";
  const table = [
    "| network | kB | native ms | x peer | wasm ms | x peer | tune: mean of bins | report: 0-30 / 30-60 / 60-90 / mean | Helen |",
    "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
    ...rows.map(
      (row) =>
        `| ${row.name} | ${Math.ceil(row.bytes / 1000)} | ${cell(row.milliseconds.native, 3)} | ${cell(row.native, 2)} | ${cell(row.milliseconds.wasm, 2)} | ${cell(row.wasm, 2)} | ${percent(row.tune)} | ${[...row.report, row.reportMean].map(percent).join(" / ")} | ${percent(row.helen)} |`,
    ),
  ].join("\n");
  process.stdout.write(`${table}\n`);
  if (!options.out) return;
  await mkdir(options.out, { recursive: true });
  const file = join(options.out, basename(options.runs));
  await writeFile(`${file}.json`, `${JSON.stringify(rows, null, 2)}\n`);
  await writeFile(`${file}.md`, `${table}\n`);
  const costs = {
    bytes: [(row) => row.bytes / 1000, "kB"],
    native: [(row) => row.native, "native milliseconds over Peppa slim160's"],
    wasm: [(row) => row.wasm, "wasm milliseconds over Peppa slim160's"],
  };
  for (const [kind, [costOf, cost]] of Object.entries(costs)) {
    if (rows.some((row) => costOf(row) === undefined)) continue;
    const models = rows.map((row) => ({
      name: row.name,
      cost: costOf(row),
      error: row.tune,
      bytes: row.bytes,
      group: row.network,
    }));
    const limit =
      kind !== "bytes" && options.limit ? Number(options.limit) : undefined;
    await writeFile(
      `${file}-${kind}.svg`,
      tradeOffPlot(models, {
        cost,
        title: `Error of a short training against ${kind === "bytes" ? "size" : "time"}`,
        ...(limit && { limit }),
      }),
    );
  }
}
