#!/usr/bin/env node
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError, Option } from "commander";
import { writeWhole } from "@fdhm/datasets";
import { bench } from "./bench.ts";
import type { BenchOptions } from "./bench-options.ts";
import { checkPromises, readPromises } from "./results/promises.ts";
import { printResults } from "./results/print-results.ts";
import { resultsPage } from "./results/results-page.ts";
import { resultsPlots } from "./results/results-plots.ts";
import type { BenchResults } from "./results/results.ts";
import { RUNTIMES } from "./runtimes/runtime.ts";

const PROMISES = fileURLToPath(
  new URL("../bench-promises.json", import.meta.url),
);

/** What the program is asked for besides the measurement. */
interface CliOptions extends BenchOptions {
  readonly out: string;
  readonly markdown: boolean;
  readonly check: boolean;
  readonly promises: string;
}

const several = (value: string, all: readonly string[] = []) => [...all, value];
const list = (value: string) => value.split(",");
const count = (value: string) => {
  if (!/^[1-9]\d*$/.test(value))
    throw new InvalidArgumentError("Expected a whole number from 1.");
  return Number(value);
};

const program = new Command("bench")
  .description(
    "Measure error, speed and size of our models and of others, side by side.",
  )
  .option(
    "--model <file>",
    "an ONNX file of ours besides those that ship; may be repeated",
    several,
    [],
  )
  .option(
    "--sdm <file>",
    "a supervised descent method, as trainer's train-sdm writes it (.sdm)",
  )
  .option(
    "--peers <folder>",
    "where others' ONNX files lie (FDHM_PEERS, or ../shared/peers/models)",
  )
  .option(
    "--data <folder>",
    "faces with a labels.json (FDHM_DATA/aflw2000-dev, or ../shared/data/aflw2000-dev)",
  )
  .option(
    "--predictions <folder>",
    "what other methods found on these faces, JSON (DATA/predictions)",
  )
  .option(
    "--only <names>",
    "only models and methods of these names, by commas",
    list,
    [],
  )
  .addOption(
    new Option("--runtime <names>", "native, wasm, or both by a comma")
      .argParser((value) => {
        const names = list(value);
        const known = RUNTIMES.filter((name) => names.includes(name));
        if (known.length !== names.length)
          throw new InvalidArgumentError("Expected native, wasm or both.");
        return known;
      })
      .default(RUNTIMES, "both"),
  )
  .option(
    "--reference <name>",
    "model that ratios are told to",
    "peppa_slim160",
  )
  .option("--ours <name>", "model that errors are compared with", "fast-dhm")
  .option("--turns <n>", "turns of the race", count, 100)
  .option("--faces <n>", "so many faces, evenly from the set", count)
  .option(
    "--fit",
    "fit the window of every peer on the faces to tune by, and use it",
    false,
  )
  .option(
    "--out <folder>",
    "where bench.json, report.html and its plots go",
    "runs/bench",
  )
  .option("--markdown", "print tables as Markdown", false)
  .option("--check", "exit with 1 where a promise does not hold", false)
  .option("--promises <file>", "what --check compares with", PROMISES)
  .showHelpAfterError();

try {
  const options = program.parse().opts<CliOptions>();
  const promises = options.check
    ? await readPromises(options.promises)
    : undefined;
  const results = await bench(options, (line) => {
    process.stderr.write(`${line}\n`);
  });
  await mkdir(options.out, { recursive: true });
  await writeWhole(join(options.out, "bench.json"), asJson(results));
  await writeWhole(join(options.out, "report.html"), resultsPage(results));
  for (const { name, svg } of resultsPlots(results, "white"))
    await writeWhole(join(options.out, `${name}.svg`), svg);
  process.stdout.write(
    printResults(results, options.markdown ? "markdown" : "text"),
  );
  if (promises !== undefined)
    for (const { text, holds } of checkPromises(promises, results)) {
      process.stdout.write(`${holds ? "holds " : "BROKEN"}  ${text}\n`);
      if (!holds) process.exitCode = 1;
    }
} catch (error) {
  // Our own sentences are for people; anything else is a fault of the program and keeps its trace.
  if (error instanceof RangeError) process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
}

/** Every face's error fills curves, not files. */
function asJson(results: BenchResults): string {
  const { faces } = results;
  const shown = faces && {
    ...faces,
    methods: faces.methods.map((method) => ({ ...method, faces: undefined })),
  };
  return `${JSON.stringify({ ...results, faces: shown }, null, 2)}\n`;
}
