#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError, Option } from "commander";
import { BACKEND_NAMES, type BackendName } from "./backends/backend.ts";
import type { AlignOptions } from "./commands/align.ts";
import type { ConventionOptions } from "./commands/convention.ts";
import type { EvaluateOptions } from "./commands/evaluate.ts";
import type { ExportOptions } from "./commands/export-run.ts";
import type { JoinOptions } from "./commands/join.ts";
import { addPrepare } from "./commands/prepare/add-prepare.ts";
import type { ReportOptions } from "./commands/report.ts";
import type { SweepOptions } from "./commands/sweep.ts";
import type { TrainSdmOptions } from "./commands/train-sdm.ts";

// Each command loads its own code when it is run: TensorFlow.js alone takes longer to load than most errors to be told.

/** Exit status of a training that was stopped by Ctrl-C, as shells have it. */
const INTERRUPTED = 130;

const EMBEDDED = fileURLToPath(
  new URL("../configs/embedded.yaml", import.meta.url),
);

const backend = () =>
  new Option(
    "--backend <name>",
    "what computes; auto: the first of these that is there and works",
  )
    .choices(["auto", ...BACKEND_NAMES])
    .default("auto");

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
  .addOption(
    new Option(
      "--on-nan <what>",
      "stop at a loss that is no finite number or runs away, or skip such steps",
    )
      .choices(["stop", "skip"])
      .default("stop"),
  )
  .addOption(backend())
  .action(
    async (options: {
      config: string;
      set: string[];
      runs: string;
      onNan: string;
      backend: BackendName | "auto";
    }) => {
      const { readConfig } = await import("./config/read-config.ts");
      const config = await readConfig(options.config, options.set);
      const { train } = await import("./commands/train.ts");
      const skipsBroken = options.onNan === "skip";
      if (
        !(await train(config, options.runs, {
          skipsBroken,
          backend: options.backend,
        }))
      )
        process.exitCode = INTERRUPTED;
    },
  );

program
  .command("evaluate")
  .description("print NME by pose bin, failures and the area under the CED")
  .requiredOption("--model <file>", "ONNX file, or fast-dhm: the shipped model")
  .requiredOption(
    "--data <set>",
    "[KIND:]PATH[?key=value&...], or rendered[:COUNT[:SEED]]",
  )
  .option("--plot <file>", "write the CED plot (SVG)")
  .option("--output <file>", "write the predictions (JSON)")
  .option(
    "--score",
    "measure how well the score tells faces from backgrounds, half faces and what is no face",
  )
  .option("--sheet <file>", "write the score's worst errors (PNG)")
  .action(async (options: EvaluateOptions) => {
    const { evaluate } = await import("./commands/evaluate.ts");
    return evaluate(options);
  });

program
  .command("convention")
  .description("measure how a set's landmarks depart from what a model learned")
  .requiredOption("--model <file>", "ONNX file, or fast-dhm: the shipped model")
  .requiredOption("--data <set>", "faces with poses, as for evaluate --data")
  .requiredOption("--name <name>", "of the convention")
  .requiredOption("--out <file>", "the JSON file to write")
  .action(async (options: ConventionOptions) => {
    const { convention } = await import("./commands/convention.ts");
    return convention(options);
  });

program
  .command("export")
  .description(
    "write a run's best or newest weights as an ONNX file, or to train on from",
  )
  .requiredOption("--run <folder>", "run directory")
  .requiredOption(
    "--out <file>",
    "ONNX file to write, or weights as .safetensors",
  )
  .option("--checkpoint <which>", "best or newest", "newest")
  .option(
    "--weights <type>",
    "float32, or float16 for half the bytes",
    "float32",
  )
  .option(
    "--batch <faces>",
    "faces in a run of the model: free, or a number",
    "free",
  )
  .action(async (options: ExportOptions) => {
    const { exportRun } = await import("./commands/export-run.ts");
    return exportRun(options);
  });

program
  .command("align")
  .description("find the landmarks of a picture or of a list of faces")
  .requiredOption("--model <file>", "ONNX file, or fast-dhm: the shipped model")
  .option("--image <file>", "a picture")
  .option(
    "--box <x,y,width,height>",
    "tight box of the face's landmarks; without one, a face in the middle is looked for",
  )
  .option("--input <file>", "JSON list of pictures and boxes")
  .option("--draw <file>", "write the picture with its landmarks (PNG)")
  .option("--output <file>", "write the landmarks (JSON)")
  .option("--shard <i/n>", "align only the i-th of n parts of the list, from 1")
  .action(async (options: AlignOptions) => {
    const { align } = await import("./commands/align.ts");
    if (!(await align(options))) process.exitCode = 1;
  });

program
  .command("report")
  .description("write report.html of a run, finished or not, or of a model")
  .argument("[run]", "run directory")
  .option("--model <file>", "ONNX file, in place of a run")
  .option("--data <set>", "as for evaluate; by default the run's test set")
  .option("--out <file>", "HTML file to write; by default in the run directory")
  .option("--price <amount>", "of an hour of the machine that trained")
  .action(async (run: string | undefined, options: ReportOptions) => {
    const { report } = await import("./commands/report.ts");
    return report(run, options);
  });

program
  .command("sweep")
  .description(
    "train the runs of a grid, of a random search or of a list, and compare them; the same command goes on",
  )
  .argument("<file>", "YAML of the sweep")
  .option("--runs <folder>", "where run directories are kept", "runs")
  .option("--shard <i/n>", "train only the i-th of n parts, from 1")
  .option("--table", "only compare what is there")
  .addOption(backend())
  .action(async (file: string, options: SweepOptions) => {
    const { sweep } = await import("./commands/sweep.ts");
    const outcome = await sweep(file, options);
    if (outcome !== "done")
      process.exitCode = outcome === "failed" ? 1 : INTERRUPTED;
  });

const count = (value: string) => {
  if (!/^[1-9]\d*$/.test(value))
    throw new InvalidArgumentError("Expected a whole number from 1.");
  return Number(value);
};

program
  .command("train-sdm")
  .description(
    "train the supervised descent method, which networks are compared with",
  )
  .requiredOption(
    "--data <set...>",
    "faces whose depth is known, as for evaluate --data",
  )
  .requiredOption("--out <file>", "the file to write, .sdm")
  .option("--times <n>", "examples of each face", count, 1)
  .option("--size <px>", "edge of the crops", count, 96)
  .option(
    "--cells <px,px...>",
    "edges of the descriptors' cells, one a stage",
    (value: string) => value.split(",").map(count),
    [14, 11, 8, 6, 5, 4],
  )
  .option(
    "--kept <n>",
    "directions that are kept of each descriptor",
    count,
    24,
  )
  .option("--seed <n>", "of all that is drawn", count, 1)
  .action(async (options: TrainSdmOptions) => {
    const { trainSdm } = await import("./commands/train-sdm.ts");
    return trainSdm(options);
  });

program
  .command("join")
  .description("put the outputs of shards of prepare or align together")
  .argument("<pieces...>", "outputs of all shards")
  .requiredOption("--out <file>", ".pack or .json file to write")
  .action(async (pieces: string[], options: JoinOptions) => {
    const { join } = await import("./commands/join.ts");
    return join(pieces, options);
  });

addPrepare(program);

try {
  await program.parseAsync();
} catch (error) {
  // Our own sentences are for people; anything else is a fault of the program and keeps its trace.
  if (error instanceof RangeError) process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
}
