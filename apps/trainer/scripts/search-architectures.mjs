/**
 * Trains every network of a list by the same short recipe, then measures error, bytes and milliseconds side by side.
 *
 *   FDHM_DATA=... FDHM_PACKS=... node apps/trainer/scripts/search-architectures.mjs \
 *     [--config configs/search.yaml] [--candidates configs/search-candidates.yaml] [--runs runs/search] [--together 2] \
 *     [--only name,name] [--peer peppa_slim160.onnx] [--out folder]
 *
 * A training that was stopped goes on, one that is done is not repeated. Times are the least of many runs, all models by
 * turns in one process, one thread; the peer's is what ratios are taken to. Writes search.json, search.md, search-native.svg
 * and search-wasm.svg into `--out`. Times in onnxruntime-node are left out where it is not installed.
 */
import { spawn } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { summarise, tradeOffPlot } from "@fdhm/eval";
import { FaceAligner } from "@fdhm/runtime-web";
import { parse } from "yaml";
import {
  forOnePicture,
  inputShapes,
  openRuntime,
} from "../../../packages/networks/scripts/onnx-runtimes.mjs";
import { measure } from "../dist/faces/measure.js";
import { openSource } from "../dist/faces/open-source.js";
import { parseSet } from "../dist/faces/parse-set.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: options } = parseArgs({
  options: {
    config: { type: "string", default: here("../configs/search.yaml") },
    candidates: {
      type: "string",
      default: here("../configs/search-candidates.yaml"),
    },
    runs: { type: "string", default: "runs/search" },
    together: { type: "string", default: "2" },
    only: { type: "string" },
    peer: { type: "string" },
    out: { type: "string" },
  },
});

const listed = parse(await readFile(options.candidates, "utf8"), {
  merge: true,
});
const names = options.only?.split(",") ?? Object.keys(listed);
for (const name of names)
  if (!(name in listed))
    throw new RangeError(
      `Expected one of ${Object.keys(listed).join(", ")} for --only but received "${name}"`,
    );

await trainAll();
const errors = await measureAll();
const times = await timeAll();
await report();

/** Trains what is not trained yet, `--together` at a time. */
async function trainAll() {
  const waiting = [...names];
  const next = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift())
      await train(name);
  };
  await Promise.all(Array.from({ length: Number(options.together) }, next));
}

async function train(name) {
  if (await stat(modelOf(name)).catch(() => undefined)) return;
  const child = spawn(
    process.execPath,
    [
      here("../dist/cli.js"),
      ...["train", "--config", options.config, "--runs", options.runs],
      ...["--set", `name=${name}`],
      ...["--set", `network=${JSON.stringify(listed[name])}`],
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const status = await new Promise((resolve) => child.on("close", resolve));
  if (status !== 0)
    throw new Error(`The training of ${name} ended with ${status}.`);
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
      return {
        name,
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
  await writeFile(
    join(options.out, "search.json"),
    `${JSON.stringify(rows, null, 2)}\n`,
  );
  await writeFile(join(options.out, "search.md"), `${table}\n`);
  for (const kind of ["native", "wasm"]) {
    if (!rows.every((row) => row[kind] !== undefined)) continue;
    await writeFile(
      join(options.out, `search-${kind}.svg`),
      tradeOffPlot(
        rows.map((row) => ({
          name: row.name,
          cost: row[kind],
          error: row.tune,
          bytes: row.bytes,
          group: "fast-dhm",
        })),
        {
          cost: `${kind} milliseconds over Peppa slim160's`,
          title: "Error of a short training against time",
          limit: 0.75,
        },
      ),
    );
  }
}
