import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readSafetensors } from "@fdhm/networks";
import { runCli } from "../testing/run-cli.test.fixture.ts";
import {
  runWithVulkan,
  VULKAN,
  withoutPackages,
  withoutVulkan,
} from "../testing/vulkan.test.fixture.ts";

const CONFIG = `
network: { inputSize: 32, cnnWidth: 0.25 }
data:
  train: [{ kind: rendered, count: 6, size: 32 }]
  validation: [{ kind: rendered, count: 2, seed: 2, size: 32 }]
  test: { kind: rendered, count: 2, seed: 3, size: 32 }
  packEdge: 32
training:
  { steps: 5, batchSize: 4, workers: 1, checkpointEvery: 3, validateEvery: 5, optimiser: { clip: 0.5 } }
`;

(withoutPackages === undefined ? describe : describe.skip)(
  `a step on webgpu${withoutPackages === undefined ? "" : ` (${withoutPackages})`}`,
  () => {
    it.each([
      ["fast-dhm", 180],
      ["reference", 235],
      ["fast-dhm-paper", 250],
    ])("of %s makes at most %i dispatches", async (preset, most) => {
      const [line] = await runWithVulkan("profile-webgpu.mjs", preset, "8");
      const [, count] = /: (\d+) dispatches a step/.exec(line!)!;
      expect(Number(count)).toBeGreaterThan(100);
      expect(Number(count)).toBeLessThanOrEqual(most);
    });

    it("ends the training where the device cannot do it", async () => {
      // The null backend has little memory.
      await expect(
        runWithVulkan("profile-webgpu.mjs", "fast-dhm-paper", "128"),
      ).rejects.toThrow(
        "Expected a GPU that can do it (a smaller batch may help) for step but received Out of memory.",
      );
    });
  },
);

(withoutVulkan === undefined ? describe : describe.skip)(
  `training on webgpu${withoutVulkan === undefined ? "" : ` (${withoutVulkan})`}`,
  () => {
    it("moves weights and moments as on the processor, by every optimiser", async () => {
      const lines = await runWithVulkan("compare-device-training.mjs");
      expect(lines).toHaveLength(5);
      for (const line of lines) {
        const { kind, broken, ...rest } = JSON.parse(line) as {
          kind: string;
          broken: string;
          [part: string]: unknown;
        };
        expect([kind, broken]).toEqual([kind, "NaN"]);
        for (const part of [
          ...["losses", "weights", "averaged", "firstMoments"],
          ...["secondMoments", "statistics"],
        ])
          expect([kind, part, (rest[part] as number) < 3e-4]).toEqual([
            kind,
            part,
            true,
          ]);
      }
    }, 240_000);

    it("saves what wasm saves, goes on there and says so", async () => {
      const folder = await mkdtemp(join(tmpdir(), "webgpu-"));
      await writeFile(join(folder, "c.yaml"), CONFIG);
      const train = (name: string, backend: string) =>
        runCli(
          folder,
          ...["train", "--config", "c.yaml", "--set", `name=${name}`],
          ...["--backend", backend],
        );
      const before = { ...process.env };
      Object.assign(process.env, VULKAN);
      try {
        const device = await train("device", "webgpu");
        expect([device.code, device.stderr]).toEqual([
          0,
          expect.stringContaining("Backend webgpu, "),
        ]);
        await train("processor", "wasm");
        const weightsOf = async (name: string, step: number) => {
          const file = `runs/${name}/checkpoints/step-0000000${step}.safetensors`;
          const { tensors } = readSafetensors(
            await readFile(join(folder, file)),
            file,
          );
          return tensors.find(({ name }) => name === "weights")!.data;
        };
        const [end, other, earlier] = await Promise.all([
          weightsOf("device", 5),
          weightsOf("processor", 5),
          weightsOf("device", 3),
        ]);
        expect(apart(end, other)).toBeLessThan(0.01 * apart(end, earlier));
        await rm(
          join(folder, "runs/device/checkpoints/step-00000005.safetensors"),
        );
        await rm(join(folder, "runs/device/checkpoints/best.safetensors"));
        const onwards = await train("device", "wasm");
        expect(onwards.stderr).toContain(
          "The run was begun with webgpu and goes on with wasm",
        );
      } finally {
        process.env = before;
        await rm(folder, { recursive: true });
      }
    }, 240_000);
  },
);

/** Length of the difference. */
function apart(a: Float32Array, b: Float32Array): number {
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}
