#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { availableParallelism } from "node:os";
import { expected } from "@fdhm/errors";
import { Command, Option } from "commander";
import { align, type AlignOptions } from "./commands/align.ts";
import { evaluate, type EvaluateOptions } from "./commands/evaluate.ts";
import { exportRun, type ExportOptions } from "./commands/export-run.ts";
import { inspect, type InspectOptions } from "./commands/prepare/inspect.ts";
import { packToFile, type PackingOptions } from "./commands/prepare/pack.ts";
import { profile, type ProfileOptions } from "./commands/prepare/profile.ts";
import { train } from "./commands/train.ts";
import { readConfig } from "./config/read-config.ts";
import { parseSet } from "./faces/parse-set.ts";

/** Exit status of a training that was stopped by Ctrl-C, as shells have it. */
const INTERRUPTED = 130;

const EMBEDDED = fileURLToPath(
  new URL("../configs/embedded.yaml", import.meta.url),
);

/** An option that is a whole number. */
function whole(
  flags: string,
  description: string,
  least: number,
  most: number,
) {
  const option = new Option(flags, description);
  return option.argParser((text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw expected(
        `a whole number from ${least} to ${most}`,
        `--${option.name()}`,
        text,
      );
    return value;
  });
}

const edge = whole(
  "--edge <px>",
  "edge at which a face is kept",
  32,
  512,
).default(160);
const threads = whole("--threads <n>", "worker threads", 1, 64).default(
  availableParallelism(),
  "one a core",
);
const skipBroken = new Option(
  "--skip-broken",
  "leave out what is broken and list it at the end",
).default(false);

const program = new Command("trainer")
  .description("Train, evaluate, export and align: 68 facial landmarks in 3D.")
  .showHelpAfterError();

program
  .command("train", { isDefault: true })
  .description(
    "train a network, measure, export and draw it; the same command resumes it",
  )
  .option("--config <file>", "YAML of the run", EMBEDDED)
  .option(
    "--set <key=value>",
    "override of a key, as in training.steps=500; may be repeated",
    (assignment: string, all: string[]) => [...all, assignment],
    [],
  )
  .option("--runs <folder>", "where run directories are kept", "runs")
  .action(async (options: { config: string; set: string[]; runs: string }) => {
    const config = await readConfig(options.config, options.set);
    if (!(await train(config, options.runs))) process.exitCode = INTERRUPTED;
  });

program
  .command("evaluate")
  .description("print NME by pose bin, failures and the area under the CED")
  .requiredOption("--model <file>", "ONNX file")
  .requiredOption(
    "--data <set>",
    "[KIND:]PATH[?key=value&...], or rendered[:COUNT[:SEED]]",
  )
  .option("--plot <file>", "write the CED plot (SVG)")
  .option("--output <file>", "write the predictions (JSON)")
  .action((options: EvaluateOptions) => evaluate(options));

program
  .command("export")
  .description("write a run's best or newest weights as an ONNX file")
  .requiredOption("--run <folder>", "run directory")
  .requiredOption("--out <file>", "ONNX file to write")
  .option("--checkpoint <which>", "best or newest", "newest")
  .action((options: ExportOptions) => exportRun(options));

program
  .command("align")
  .description("find the landmarks of a picture or of a list of faces")
  .requiredOption("--model <file>", "ONNX file")
  .option("--image <file>", "a picture")
  .option(
    "--box <x,y,width,height>",
    "tight box of the face's landmarks; without one, a face in the middle is looked for",
  )
  .option("--input <file>", "JSON list of pictures and boxes")
  .option("--draw <file>", "write the picture with its landmarks (PNG)")
  .option("--output <file>", "write the landmarks (JSON)")
  .action(async (options: AlignOptions) => {
    if (!(await align(options))) process.exitCode = 1;
  });

const prepare = program
  .command("prepare")
  .description("look at sets of faces, and make new ones to train on");

prepare
  .command("inspect")
  .description("print what a set holds and what is broken in it, draw a sheet")
  .argument("<set>", "as for evaluate --data")
  .option("--sheet <file>", "write faces with their labels (PNG)")
  .action(async (set: string, options: InspectOptions) => {
    if (!(await inspect(set, options))) process.exitCode = 1;
  });

prepare
  .command("pack")
  .description("decode or draw every face of a set once, into one file")
  .argument("<set>", "as for evaluate --data")
  .requiredOption("--out <file>", "the .pack file to write")
  .addOption(edge)
  .addOption(threads)
  .addOption(skipBroken)
  .action(async (set: string, options: PackingOptions) =>
    packToFile(await parseSet(set, "SET"), options),
  );

prepare
  .command("profile")
  .description("turn the heads of photographs outwards to profiles")
  .requiredOption("--from <set...>", "photographs, as for evaluate --data")
  .requiredOption("--out <file>", "the .pack file to write")
  .option(
    "--model <file>",
    "a morphable model in the compact format",
    "open-face",
  )
  .addOption(whole("--seed <n>", "of poses", 0, 2 ** 32).default(1))
  .addOption(whole("--turns <n>", "pictures a photograph", 1, 200).default(20))
  .addOption(whole("--size <px>", "edge of a picture", 64, 1024).default(288))
  .addOption(edge)
  .addOption(threads)
  .addOption(skipBroken)
  .action((options: ProfileOptions) => profile(options));

try {
  await program.parseAsync();
} catch (error) {
  // Our own sentences are for people; anything else is a fault of the program and keeps its trace.
  if (error instanceof RangeError) process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
}
