import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.test.fixture.ts";

const BASE = `
name: base
network: { inputSize: 48 }
data:
  train: [{ kind: rendered, count: 8, size: 64 }]
  validation: [{ kind: rendered, count: 3, seed: 2, size: 64 }]
  test: { kind: rendered, count: 4, seed: 3, size: 64 }
  packEdge: 64
training: { steps: 2, batchSize: 4, workers: 1, readers: 0 }
`;

const SWEEP = `
name: widths
base: base.yaml
candidates:
  narrow: { network.cnnWidth: 0.5 }
  ruined: { training.optimiser.rate: 1.0e+38, training.steps: 9 }
  wide: { network.cnnWidth: 1 }
`;

let folder: string;
const run = (...args: string[]) => runCli(folder, ...args);
const read = (name: string) => readFile(join(folder, name), "utf8");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sweep-"));
  await writeFile(join(folder, "base.yaml"), BASE);
  await writeFile(join(folder, "sweep.yaml"), SWEEP);
});
afterAll(() => rm(folder, { recursive: true }));

describe("sweep", () => {
  it("trains its shard alone and compares what is there", async () => {
    const { code, stdout } = await run("sweep", "sweep.yaml", "--shard", "1/2");
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/^narrow +finished( +[\d.–]+){7}/m);
    expect(stdout).toMatch(/^wide +finished/m);
    expect(stdout).toMatch(/^ruined +not begun( +–)+$/m);
    expect((await readdir(join(folder, "runs/widths"))).sort()).toEqual([
      "narrow",
      "sweep.html",
      "sweep.md",
      "sweep.txt",
      "wide",
    ]);
  }, 60_000);

  it("passes over what is finished, says what failed, and shows all on one page", async () => {
    const { code, stdout, stderr } = await run("sweep", "sweep.yaml");
    expect(code).toBe(1);
    expect(stderr).toMatch(/1\/3 narrow: finished already/);
    expect(stderr).toMatch(/3\/3 wide: finished already/);
    expect(stderr).toMatch(/ruined: Expected a finite number for loss of step/);
    expect(stdout).toMatch(/^ruined +(stopped|failed), \d\/9/m);
    const page = await read("runs/widths/sweep.html");
    const parts = ["2 of 3 runs", "Validation error", "network.cnnWidth"];
    expect(parts.filter((part) => !page.includes(part))).toEqual([]);
    expect(page).not.toMatch(/<script|<link|(src|href)="/);
    const table = await run("sweep", "sweep.yaml", "--table");
    expect(table.code).toBe(0);
    expect(table.stdout).toContain(await read("runs/widths/sweep.txt"));
    expect(await read("runs/widths/sweep.md")).toMatch(/^\| wide|^\| narrow/m);
  }, 60_000);

  it.each([
    ["candidates: { a: { network.preset: fast-dmh } }", /"fast-dhm"/],
    ["candidates: { narrow: { network.cnnWidth: 0.75 } }", /0\.5 -> 0\.75/],
    ["grid: { network.cnnWidht: [1] }", /did you mean "cnnWidth"/],
    ["gird: { network.cnnWidth: [1] }", /did you mean "grid"/],
    ["{}", /YAML/],
  ])("refuses %s before it trains", async (what, message) => {
    const text = `name: widths\nbase: base.yaml\n${what}\n`;
    await writeFile(join(folder, "other.yaml"), text);
    const { code, stderr } = await run("sweep", "other.yaml");
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
