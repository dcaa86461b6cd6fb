import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readMetrics } from "../run/read-metrics.ts";
import { runCli } from "../testing/run-cli.test.fixture.ts";

const CONFIG = `
network: { inputSize: 48, cnnWidth: 0.5 }
data:
  train: [{ kind: rendered, count: 24, size: 48 }]
  validation: [{ kind: rendered, count: 2, seed: 2, size: 48 }]
  test: { kind: rendered, count: 2, seed: 3, size: 48 }
  packEdge: 48
training:
  steps: 60
  batchSize: 32
  validateEvery: 60
  optimiser: { rate: 0.003 }
  schedule: { kind: cosine, warmUp: 10 }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "workers-"));
  await writeFile(join(folder, "c.yaml"), CONFIG);
});
afterAll(() => rm(folder, { recursive: true }));

async function lossesWith(workers: number, seed: number): Promise<number[]> {
  const name = `${workers}-${seed}`;
  const { code, stderr } = await runCli(
    folder,
    ...["train", "--config", "c.yaml", "--backend", "wasm"],
    ...["--set", `name=${name}`, "--set", `seed=${seed}`],
    ...["--set", `training.workers=${workers}`],
  );
  if (code !== 0) throw new Error(stderr);
  const { losses } = await readMetrics(join(folder, "runs", name));
  return losses.map(({ loss }) => loss);
}

/** Mean difference of the losses, as a share. */
function apart(losses: readonly number[], others: readonly number[]): number {
  const shares = losses.map((loss, i) => Math.abs(loss / others[i]! - 1));
  return shares.reduce((a, b) => a + b) / shares.length;
}

describe("workers", () => {
  it("train the same network for the same batches, be they 1, 2 or 4", async () => {
    const one = await lossesWith(1, 1);
    expect(one).toHaveLength(6);
    for (const workers of [2, 4]) {
      const distance = apart(await lossesWith(workers, 1), one);
      // Batch normalisation takes its statistics from a worker's part, so that numbers are close and not the same.
      expect(distance).toBeGreaterThan(0);
      expect(distance).toBeLessThan(0.02);
    }
    // Other batches are much further off.
    expect(apart(await lossesWith(1, 2), one)).toBeGreaterThan(0.03);
  }, 180_000);
});
