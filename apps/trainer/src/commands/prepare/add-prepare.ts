import { availableParallelism } from "node:os";
import { expected } from "@fdhm/errors";
import { Option, type Command } from "commander";
import type { InspectOptions } from "./inspect.ts";
import type { ProfileOptions } from "./profile.ts";
import type { RefitOptions } from "./refit.ts";
import type { WritingOptions } from "./write-set.ts";

const SET = "as for evaluate --data";

/** Adds `prepare` and what it can do to the program. */
export function addPrepare(program: Command): void {
  const prepare = program
    .command("prepare")
    .description("look at sets of faces, and make new ones to train on");

  prepare
    .command("inspect")
    .description("print what a set holds and what is broken, draw a sheet")
    .argument("<set>", SET)
    .option("--sheet <file>", "write faces with their labels (PNG)")
    .action(async (set: string, options: InspectOptions) => {
      const { inspect } = await import("./inspect.ts");
      if (!(await inspect(set, options))) process.exitCode = 1;
    });

  writing(
    prepare
      .command("pack")
      .description("decode or draw every face of a set once")
      .argument("<set>", SET),
  ).action(async (set: string, options: WritingOptions) => {
    const { parseSet } = await import("../../faces/parse-set.ts");
    const faces = await parseSet(set, "SET");
    const { writeSet } = await import("./write-set.ts");
    return writeSet(faces, options);
  });

  fitting(
    prepare
      .command("profile")
      .description("turn the heads of photographs outwards to profiles")
      .addOption(whole("--seed <n>", "of poses", 0, 2 ** 32, 1))
      .addOption(whole("--turns <n>", "pictures a photograph", 1, 200, 20))
      .addOption(whole("--size <px>", "edge of a picture", 64, 1024, 288)),
  ).action(async (options: ProfileOptions) => {
    const { profile } = await import("./profile.ts");
    return profile(options);
  });

  fitting(
    prepare
      .command("refit")
      .description("give flat points the hidden jaw, depth and pose of a fit")
      .addOption(
        new Option("--marked <where>", "where the jaw is marked")
          .choices(["outline", "jaw"])
          .default("outline"),
      ),
  ).action(async (options: RefitOptions) => {
    const { refit } = await import("./refit.ts");
    return refit(options);
  });
}

/** A command that writes a set. */
function writing(command: Command): Command {
  return command
    .requiredOption(
      "--out <path>",
      "the .pack file to write, or a folder in the format of 300W-LP",
    )
    .addOption(whole("--edge <px>", "of a face in a pack", 32, 512, 160))
    .addOption(
      whole("--threads <n>", "worker threads", 1, 64, availableParallelism()),
    )
    .option("--shard <i/n>", "write only the i-th of n parts, from 1")
    .option(
      "--skip-broken",
      "leave out what is broken and list it at the end",
      false,
    );
}

/** A command that fits a model to photographs and writes what it makes of them. */
function fitting(command: Command): Command {
  return writing(
    command
      .requiredOption("--from <set...>", `photographs, ${SET}`)
      .option(
        "--model <file>",
        "a morphable model in the compact format",
        "open-face",
      )
      .addOption(
        new Option(
          "--accepted <share>",
          "most that a fit may leave of a face, of sqrt(w h) of its box",
        )
          .argParser(Number)
          .default(0.04),
      ),
  );
}

/** An option that is a whole number. */
function whole(
  flags: string,
  description: string,
  least: number,
  most: number,
  usual: number,
): Option {
  const option = new Option(flags, description).default(usual);
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
