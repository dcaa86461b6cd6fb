import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createNetwork, landmarkModel } from "@fdhm/networks";
import { meanFace } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { lossConfig } from "../training/loss-config.ts";
import { networkChoice } from "../training/network-choice.ts";
import { readConfig } from "./read-config.ts";
import { readSweep } from "./read-sweep.ts";
import { sweepPoints } from "../sweep/sweep-points.ts";
import { resolveSteps } from "./resolve-steps.ts";

const folder = fileURLToPath(new URL("../../configs/", import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

const FOLDERS = [
  "FDHM_DATA",
  "FDHM_PACKS",
  "DATA_300W_LP",
  "DATA_AFLW2000",
  "DATA_LS3D_W",
];

const before = { ...process.env };
beforeAll(() => {
  for (const name of FOLDERS) process.env[name] = "/data";
});
afterAll(() => {
  process.env = before;
});

describe("configurations that come with the trainer", () => {
  it.each(files.filter((file) => !file.endsWith("-sweep.yaml")))(
    "%s is one, of a network that there is and can learn so",
    async (file) => {
      const config = await readConfig(folder + file);
      expect(file).toBe(`${config.name}.yaml`);
      const open = await loadOpenFace();
      const network = createNetwork(
        networkChoice(config.network, {
          meanFace: meanFace(open).landmarks,
          model: landmarkModel(open),
        }),
      );
      expect(() => lossConfig(config.training.loss, network)).not.toThrow();
      const { batchSize, workers } = config.training;
      expect(batchSize % workers).toBe(0);
    },
  );

  it.each(files.filter((file) => file.endsWith("-sweep.yaml")))(
    "%s is a sweep, each of whose networks there is",
    async (file) => {
      const sweep = await readSweep(folder + file);
      expect(file).toBe(`${sweep.name}-sweep.yaml`);
      const open = await loadOpenFace();
      const common = {
        meanFace: meanFace(open).landmarks,
        model: landmarkModel(open),
      };
      for (const { settings } of sweepPoints(sweep)) {
        const overrides = Object.entries(settings).map(
          ([key, value]) => `${key}=${JSON.stringify(value)}`,
        );
        const { network } = await readConfig(sweep.base, overrides);
        expect(createNetwork(networkChoice(network, common))).toBeDefined();
      }
    },
  );

  it("follow the paper's recipes (section IV-B)", async () => {
    const faces = 58_164;
    const recipe = async (file: string) =>
      resolveSteps(await readConfig(`${folder}${file}.yaml`), faces).training;
    const fast = await recipe("paper-fast-dhm");
    expect(fast).toMatchObject({
      steps: Math.ceil((120 * faces) / 50),
      batchSize: 50,
      optimiser: { kind: "adam", rate: 0.005 },
      schedule: { kind: "step", at: [Math.ceil((60 * faces) / 50)] },
    });
    expect(
      fast.optimiser.rate * (fast.schedule as { factor: number }).factor,
    ).toBeCloseTo(1e-5, 9);
    expect(await recipe("paper-dhm-rnn")).toMatchObject({
      batchSize: 50,
      optimiser: { kind: "adam", rate: 0.001 },
      schedule: { kind: "exponential", every: 2000, factor: 0.95 },
    });
    expect(await recipe("paper-dhm-rnn-ls3d-w")).toMatchObject({
      optimiser: { rate: 0.0001 },
    });
    expect(await recipe("paper-dhm-hourglass")).toMatchObject({
      batchSize: 32,
      optimiser: { kind: "rmsprop", rate: 0.001 },
      schedule: {
        at: [5, 15, 30, 40].map((epoch) => Math.ceil((epoch * faces) / 32)),
      },
    });
  });
});
