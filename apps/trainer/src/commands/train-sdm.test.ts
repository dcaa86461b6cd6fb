import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readSdm } from "@fdhm/sdm";
import sharp from "sharp";
import { runCli } from "../testing/run-cli.test.fixture.ts";

let folder: string;
const run = (...args: string[]) => runCli(folder, "train-sdm", ...args);
const SMALL = ["--size", "32", "--cells", "4,3", "--kept", "2"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "train-sdm-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("train-sdm", () => {
  it("writes a cascade that has learned from several sets", async () => {
    const { code, stdout, stderr } = await run(
      ...["--data", "rendered:60:5?size=64", "rendered:20:6?size=64"],
      ...[...SMALL, "--times", "2", "--out", "small.sdm"],
    );
    expect(stderr).toMatch(/Stage 1 of 2: .*\nStage 2 of 2: /);
    const errors = [...stderr.matchAll(/off by ([\d.]+) %/g)].map(([, error]) =>
      Number(error),
    );
    expect(errors[1]).toBeLessThan(errors[0]!);
    const bytes = await readFile(join(folder, "small.sdm"));
    expect(stdout).toBe(`${bytes.length} bytes in small.sdm\n`);
    expect(code).toBe(0);
    const { size, meanFace, stages } = readSdm(bytes).weights;
    expect([size, stages.map(({ cell }) => cell)]).toEqual([32, [4, 3]]);
    // The chin lies below the bridge of the nose, and behind its tip.
    expect(meanFace[3 * 8 + 1]! - meanFace[3 * 27 + 1]!).toBeGreaterThan(0.3);
    expect(meanFace[3 * 30 + 2]).toBeGreaterThan(meanFace[3 * 8 + 2]!);
  }, 60_000);

  it("refuses what it cannot learn from, and writes nothing", async () => {
    const grey = { width: 40, height: 40, channels: 3, background: "#808080" };
    const points = Array.from(
      { length: 68 },
      (_, k) => `${5 + (k % 8) * 4} ${5 + Math.floor(k / 8) * 4}`,
    );
    for (let i = 0; i < 10; i++) {
      await sharp({ create: grey as never }).toFile(join(folder, `${i}.png`));
      await writeFile(
        join(folder, `${i}.pts`),
        `version: 1\nn_points: 68\n{\n${points.join("\n")}\n}\n`,
      );
    }
    const flat = await run("--data", ".", ...SMALL, "--out", "flat.sdm");
    expect(flat.stderr).toMatch(/finite number for face 0 of the faces.*NaN/);
    const few = await run("--data", "rendered:9", ...SMALL, "--out", "few.sdm");
    expect(few.stderr).toMatch(/at least 10 faces for --data rendered:9/);
    const none = await run(
      ...["--data", "rendered:10?size=64", "--cells", "0", "--out", "x.sdm"],
    );
    expect(none.stderr).toMatch(/whole number from 1/);
    const other = await run("--data", "rendered:10", "--out", "x.onnx");
    expect(other.stderr).toMatch(/a \.sdm file for --out.*x\.onnx/);
    const size = await run("--data", ".", "--size", "5", "--out", "x.sdm");
    expect(size.stderr).toMatch(/8 to 512 for size/);
    expect([flat.code, few.code, none.code]).toEqual([1, 1, 1]);
    expect(await readdir(folder)).not.toContain("flat.sdm");
  }, 60_000);
});
