import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { resolveSteps } from "../config/resolve-steps.ts";
import { runConfigSchema } from "../config/schema.ts";
import { RunDirectory } from "./run-directory.ts";

const config = (steps: number) =>
  resolveSteps(
    runConfigSchema.parse({
      name: "test",
      data: {
        train: [{ kind: "rendered", count: 1 }],
        validation: [{ kind: "rendered", count: 1 }],
        test: { kind: "rendered", count: 1 },
      },
      training: { steps },
    }),
    1,
  );

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "run-")), "test");
});
afterEach(() => rm(join(folder, ".."), { recursive: true }));

describe("RunDirectory", () => {
  it("is made with its configuration and continued with the same one", async () => {
    const run = await RunDirectory.open(folder, config(5));
    await run.log({ step: 1 });
    await run.close();
    const again = await RunDirectory.open(folder, config(5));
    expect(
      JSON.parse(await readFile(again.file("config.json"), "utf8")),
    ).toEqual(config(5));
    await again.close();
  });

  it("refuses another configuration, telling the difference", async () => {
    await (await RunDirectory.open(folder, config(5))).close();
    await expect(RunDirectory.open(folder, config(6))).rejects.toThrow(
      /training\.steps: 5 -> 6/,
    );
  });

  it("refuses a folder that holds something else", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "thesis.txt"), "years of work");
    await expect(RunDirectory.open(folder, config(5))).rejects.toThrow(
      /an empty folder or a run.*thesis/,
    );
    expect(await readFile(join(folder, "thesis.txt"), "utf8")).toBe(
      "years of work",
    );
  });

  it("refuses a run that a living process works on, and takes over a dead one's", async () => {
    const run = await RunDirectory.open(folder, config(5));
    await expect(RunDirectory.open(folder, config(5))).rejects.toThrow(
      `process ${process.pid}`,
    );
    await run.close();
    const dead = { pid: 99999999, host: hostname(), began: "1" };
    await writeFile(join(folder, "run.lock"), JSON.stringify(dead));
    await (await RunDirectory.open(folder, config(5))).close();
  });

  it("forgets metrics after the step it continues from, and lines cut short", async () => {
    const run = await RunDirectory.open(folder, config(5));
    await run.log({ step: 1, loss: 3 });
    await run.log({ step: 2, loss: 2 });
    await run.log({ step: 3, loss: 1 });
    await writeFile(run.file("metrics.jsonl"), '{"step": 4, "lo', {
      flag: "a",
    });
    await run.rewindLog(2);
    expect(await readFile(run.file("metrics.jsonl"), "utf8")).toBe(
      '{"step":1,"loss":3}\n{"step":2,"loss":2}\n',
    );
    await run.close();
  });
});
