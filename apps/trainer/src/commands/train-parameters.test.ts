import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.test.fixture.ts";

const CONFIG = `
name: parameters
network: { preset: dhm-rnn, inputSize: 32, stages: [[8], [8]], features: 16, units: 16, steps: 2 }
data:
  train: [{ kind: rendered, count: 8, size: 48 }]
  validation: [{ kind: rendered, count: 2, seed: 2, size: 48 }]
  test: { kind: rendered, count: 3, seed: 3, size: 48 }
  packEdge: 48
training:
  { steps: 4, batchSize: 4, checkpointEvery: 4, validateEvery: 4, loss: { parameters: 0.02 } }
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trainer-"));
  await writeFile(join(folder, "c.yaml"), CONFIG);
});
afterAll(() => rm(folder, { recursive: true }));

const train = (...sets: string[]) =>
  runCli(
    folder,
    ...["train", "--config", "c.yaml"],
    ...sets.flatMap((set) => ["--set", set]),
  );

describe("train, a network that estimates parameters", () => {
  it("fits them to the faces, trains, exports and measures", async () => {
    const { code, stdout, stderr } = await train();
    expect([code, stderr]).toEqual([0, expect.stringMatching(/dhm-rnn: /)]);
    expect(stdout).toMatch(/NME/);
    const run = join(folder, "runs/parameters");
    // The face model at the 68 landmarks is part of the file.
    expect((await stat(join(run, "model.onnx"))).size).toBeGreaterThan(
      4 * 204 * 229,
    );
    const metrics = await readFile(join(run, "metrics.jsonl"), "utf8");
    expect(metrics).toMatch(/"validation":\{"mean":0\.\d+/);
  });

  it.each([
    [
      ["network={preset: fast-dhm, inputSize: 32}"],
      /Expected 0 \(fast-dhm estimates no parameters\) for training\.loss\.parameters but received 0\.02/,
    ],
    [["network.inputSize=33"], /a multiple of 4 .* for inputSize/],
    [["network.blocks=[{filters: 4}]"], /dhm-rnn has no other/],
  ])("refuses %j", async (sets, message) => {
    const { code, stderr } = await train("name=refused", ...sets);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});
