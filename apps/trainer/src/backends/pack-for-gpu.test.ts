import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runCli, type Outcome } from "../testing/run-cli.test.fixture.ts";
import {
  VULKAN,
  withoutPackages,
  withoutVulkan,
} from "../testing/vulkan.test.fixture.ts";

const SCRIPT = fileURLToPath(
  new URL("../../scripts/pack-for-gpu.mjs", import.meta.url),
);
const CONFIG = `
name: carried
network: { inputSize: 32, cnnWidth: 0.25 }
data:
  train: [{ kind: pack, path: data/faces.pack }]
  validation: [{ kind: rendered, count: 2, seed: 2, size: 32 }]
  test: { kind: rendered, count: 2, seed: 3, size: 32 }
  packEdge: 32
training: { steps: 3, batchSize: 4, workers: 1, validateEvery: 3 }
`;

let folder: string;

/** Runs a program as a machine would that knows nothing of this one. */
function run(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      { cwd: folder, env: { PATH: "/usr/bin:/bin", ...env } },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const pack = (...args: string[]) => run(process.execPath, [SCRIPT, ...args]);

(process.platform === "linux" && withoutPackages === undefined
  ? describe
  : describe.skip)(
  `pack-for-gpu.mjs${withoutPackages === undefined ? "" : ` (${withoutPackages})`}`,
  () => {
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "carry-"));
      await mkdir(join(folder, "there"));
      await writeFile(join(folder, "c.yaml"), CONFIG);
      await runCli(
        folder,
        ...["prepare", "pack", "rendered:6:1", "--edge", "32"],
        ...["--out", "faces.pack"],
      );
      const { code, stderr } = await pack(
        ...["--config", "c.yaml", "--pack", "faces.pack"],
        ...["--out", "there/fdhm"],
      );
      if (code !== 0) throw new Error(stderr);
    }, 120_000);
    afterAll(() => rm(folder, { recursive: true }));

    it("carries a trainer that trains alone", async () => {
      expect(await readdir(join(folder, "there"))).toEqual(["fdhm"]);
      const { code, stderr, stdout } = await run("there/fdhm/run.sh", [
        ...["train", "--config", "config.yaml", "--backend", "wasm"],
      ]);
      expect([code, stderr]).toEqual([
        0,
        expect.stringContaining("Backend wasm, SIMD kernels."),
      ]);
      expect(stdout).toContain("model   runs/carried/model.onnx");
      await stat(join(folder, "there/fdhm/runs/carried/report.html"));
    }, 60_000);

    (withoutVulkan === undefined ? it : it.skip)(
      `trains on webgpu by itself${withoutVulkan === undefined ? "" : ` (${withoutVulkan})`}`,
      async () => {
        await rm(join(folder, "there/fdhm/runs"), {
          recursive: true,
          force: true,
        });
        const { VK_DRIVER_FILES } = VULKAN;
        const { code, stderr } = await run("there/fdhm/run.sh", [], {
          VK_DRIVER_FILES: VK_DRIVER_FILES!,
        });
        expect([code, stderr]).toEqual([
          0,
          expect.stringContaining("Backend webgpu, "),
        ]);
      },
      180_000,
    );

    it.each([
      [["--config", "c.yaml", "--out", "other"], /data\/faces\.pack/],
      [
        ["--config", "c.yaml", "--pack", "nowhere.pack", "--out", "other"],
        /Expected a file for --pack .*nowhere\.pack/,
      ],
      [
        ["--config", "c.yaml", "--pack", "faces.pack", "--out", "there"],
        /Expected nothing there yet for --out/,
      ],
    ])("refuses %j", async (args, message) => {
      const { code, stderr } = await pack(...args);
      expect(code).toBe(1);
      expect(stderr).toMatch(message);
      await expect(stat(join(folder, "other"))).rejects.toThrow("ENOENT");
    });
  },
);
