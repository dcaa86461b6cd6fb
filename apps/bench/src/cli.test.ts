import { execFile } from "node:child_process";
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Sdm, writeSdm } from "@fdhm/sdm";
import type { BenchResults } from "./results/results.ts";
import {
  moved,
  NAMES,
  TRUTH,
  writeBenchmark,
} from "./testing/tiny-benchmark.test.fixture.ts";
import {
  ourTinyOnnx,
  peppaTinyOnnx,
} from "./testing/tiny-onnx.test.fixture.ts";

/** The built program, as people run it: nx builds it before the tests. */
const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CLI, "--runtime", "wasm", "--turns", "2", ...args],
      { cwd: folder, env: { ...process.env, FDHM_DATA: folder } },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-bench-"));
  await writeBenchmark(at("aflw2000-dev"));
  // Both find each point, in a window of 48 px about (32, 28), and ours 1.6 px (5 %) too far to the right.
  const normalised = TRUTH.flatMap(([x, y]) => [
    (x + 1.6 - 32) / 48,
    (y - 28) / 48,
    0,
  ]);
  await writeFile(at("mine.onnx"), ourTinyOnnx(normalised));
  // A cascade without stages, 0.8 px too far down in a window of 32 sqrt(2) px.
  const window = 32 * Math.SQRT2;
  const meanFace = Float32Array.from(
    TRUTH.flatMap(([x, y]) => [(x - 32) / window, (y + 0.8 - 28) / window, 0]),
  );
  const descent = new Sdm({ size: 8, meanFace, stages: [] });
  await writeFile(at("descent.sdm"), writeSdm(descent));
  await mkdir(at("peers"));
  const side = 48;
  const corner = (value: number, centre: number) =>
    (value - centre) / side + 0.5 - 0.5 / 160;
  // The adapter's window lies 0.045 x 32 px higher.
  const points = TRUTH.flatMap(([x, y]) => [
    corner(x, 32),
    corner(y, 28 - 0.045 * 32),
  ]);
  await writeFile(at("peers", "peppa_slim160.onnx"), peppaTinyOnnx(points));
  await mkdir(at("aflw2000-dev", "predictions"));
  await writeFile(
    at("aflw2000-dev", "predictions", "other.json"),
    JSON.stringify({
      peer: "other",
      official: Object.fromEntries(NAMES.map((name) => [name, moved(3.2)])),
    }),
  );
  await writeFile(
    at("promises.json"),
    JSON.stringify({
      reference: "peppa_slim160",
      promises: [
        { model: "mine", measure: "bytes", most: 1, where: "a page" },
        {
          ...{ model: "mine", measure: "stage", runtime: "wasm" },
          ...{ most: 1000, where: "a page" },
        },
      ],
    }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe("bench", () => {
  it("measures, prints, writes, and names the promise that does not hold", async () => {
    const { code, stdout, stderr } = await run(
      ...["--model", "mine.onnx", "--peers", "peers", "--out", "out"],
      ...["--only", "mine,peppa_slim160,other,descent", "--ours", "mine"],
      ...["--sdm", "descent.sdm"],
      ...["--check", "--promises", "promises.json", "--markdown"],
    );
    expect(stderr).toMatch(
      /Measuring 3 models on 3 faces\nTiming 2 models.*\nTiming 1 models in JavaScript/,
    );
    const row = (name: string) =>
      stdout
        .split("\n")
        .findLast((line) => line.startsWith(`| ${name} `))!
        .split(/ *\| */)
        .slice(1, -1);
    // Method, missed, three bins, mean of bins, interval, failures, second labels.
    expect(row("mine").slice(2, 6)).toEqual(["5.00", "5.00", "5.00", "5.00"]);
    expect(row("mine")[8]).toBe("5.00");
    expect(row("peppa_slim160").slice(5, 6)).toEqual(["0.00"]);
    expect(row("peppa_slim160").at(-1)).toBe("better");
    expect(row("descent").slice(2, 6)).toEqual([
      "2.50",
      "2.50",
      "2.50",
      "2.50",
    ]);
    expect(stdout).toMatch(
      /Ratios are of the same turn, to peppa_slim160 in onnxruntime-web, wasm/,
    );
    expect(stdout).toMatch(
      /## Milliseconds in JavaScript, Node v[\d.]+, one thread, one face\n\n\| model +\| after crop least \| median \| +quartiles \| +x peppa_slim160 \| stage least/,
    );
    expect(stdout).toMatch(/wasm [\d.]+; descent in JavaScript, Node/);
    expect(row("other †").slice(5, 9)).toEqual([
      "10.00",
      "10.00–10.00",
      "100.0",
      "0.00",
    ]);
    expect(stdout).toMatch(/Left out: openseeface_lm0\.onnx: not in peers\./);
    expect(stdout).toMatch(
      /^BROKEN {2}mine: at most 1 bytes \(a page\): \d+$/m,
    );
    expect(stdout).toMatch(/^holds {3}mine: stage at most 1000 x/m);
    expect(code).toBe(1);

    const written = JSON.parse(
      await readFile(at("out", "bench.json"), "utf8"),
    ) as BenchResults;
    expect(written.models.map(({ name }) => name)).toEqual([
      "mine",
      "peppa_slim160",
      "descent",
    ]);
    for (const { name, bytes, runtimes } of written.models) {
      expect(bytes).toBeGreaterThan(900);
      const [measured, ...more] = Object.entries(runtimes);
      const [runtime, { stage, network, load, peakMemory }] = measured!;
      expect(more).toEqual([]);
      expect(runtime).toBe(name === "descent" ? "javascript" : "wasm");
      expect(network.time.least).toBeGreaterThan(0);
      expect(stage.time.median).toBeGreaterThanOrEqual(stage.time.least);
      expect(load.time.least).toBeGreaterThan(0);
      expect(peakMemory).toBeGreaterThan(20);
    }
    expect(written.models[1]!.runtimes.wasm!.stage.ratio!.median).toBe(1);
    expect((await readdir(at("out"))).sort()).toEqual([
      "bench.json",
      "error.svg",
      "report.html",
      "wasm.svg",
      "yaw.svg",
    ]);
  });

  const broken = (...args: string[]) =>
    run("--peers", "peers", "--out", "nothing", ...args);

  it("refuses a peer's file that is cut before anything is measured", async () => {
    const whole = await readFile(at("peers", "peppa_slim160.onnx"));
    await mkdir(at("cut"));
    await writeFile(at("cut", "peppa_slim160.onnx"), whole.subarray(0, 900));
    const { code, stdout, stderr } = await broken("--peers", "cut");
    expect(stderr).toMatch(/whole ONNX file.*cut.peppa_slim160\.onnx/);
    expect([code, stdout]).toEqual([1, ""]);
    expect(await readdir(folder)).not.toContain("nothing");
  });

  it("refuses what is no supervised descent method", async () => {
    const { stderr } = await broken("--sdm", "mine.onnx");
    expect(stderr).toMatch(/a \.sdm file for --sdm.*mine\.onnx/);
    const cut = (await readFile(at("descent.sdm"))).subarray(0, 900);
    await writeFile(at("cut.sdm"), cut);
    const short = await broken("--sdm", "cut.sdm");
    expect(short.stderr).toMatch(/bytes for file.*900.*cut\.sdm/);
    expect(short.code).toBe(1);
  });

  it("refuses predictions for other pictures", async () => {
    await mkdir(at("others"));
    await writeFile(
      at("others", "they.json"),
      JSON.stringify({ official: { elsewhere: TRUTH } }),
    );
    const others = await broken("--predictions", "others");
    expect(others.stderr).toMatch(/face front.*they\.json/);
    expect(others.code).toBe(1);
  });

  it("refuses to measure more faces than there are", async () => {
    const { code, stderr } = await broken("--faces", "4");
    expect(stderr).toMatch(/1 to 3 for --faces but received 4/);
    expect(code).toBe(1);
  });
});
