import { describe, expect, it } from "@jest/globals";
import type { ParameterSpace } from "@fdhm/networks";
import { readConfig } from "../config/read-config.ts";
import { lossConfig } from "./loss-config.ts";

const FILE = new URL("../../configs/embedded.yaml", import.meta.url).pathname;

const NETWORK = { name: "plain", uncertain: false, earlierAnswers: 3 };

async function loss(...overrides: string[]) {
  const sets = overrides.map((text) => `training.loss.${text}`);
  const { training } = await readConfig(FILE, sets);
  return lossConfig(training.loss, NETWORK);
}

describe("lossConfig", () => {
  it("is wing and score, all coordinates alike, where nothing is said", async () => {
    expect(await loss()).toEqual({
      landmarks: { kind: "wing", width: 0.05, curvature: 0.01 },
      depthWeight: 1,
      hardShare: 1,
      scoreWeight: 0.02,
      stepWeight: 0,
    });
  });

  it("takes each key over", async () => {
    const taken = await loss(
      "landmarks={kind: smooth-l1, beta: 0.1}",
      "depth=0.25",
      "adaptive={exponent: 1, most: 3}",
      "hardShare=0.7",
      "openings=0.3",
      "score=0.5",
      "steps=0.8",
    );
    expect(taken).toEqual({
      landmarks: { kind: "smooth-l1", beta: 0.1 },
      depthWeight: 0.25,
      adaptive: { exponent: 1, least: 0.5, most: 3 },
      hardShare: 0.7,
      openingWeight: 0.3,
      scoreWeight: 0.5,
      stepWeight: 0.8,
    });
  });

  it("weighs an uncertainty where the network tells one", async () => {
    const { training } = await readConfig(FILE, [
      "training.loss.uncertainty=0.5",
    ]);
    const weight = (uncertain: boolean) =>
      lossConfig(training.loss, { ...NETWORK, uncertain }).uncertaintyWeight;
    expect(weight(true)).toBe(0.5);
    expect(weight(false)).toBeUndefined();
  });

  it("gives every landmark its part's weight", async () => {
    const { landmarkWeights } = await loss("parts={jaw: 0.5, innerLips: 2}");
    expect(landmarkWeights).toHaveLength(68);
    expect(landmarkWeights?.slice(16, 18)).toEqual([0.5, 1]);
    expect(landmarkWeights?.slice(59, 61)).toEqual([1, 2]);
    expect(landmarkWeights?.[67]).toBe(2);
  });

  it("weighs parameters where the network estimates them, and nowhere else", async () => {
    const { training } = await readConfig(FILE, [
      "training.loss.parameters=0.25",
    ]);
    const space = {} as ParameterSpace;
    const taken = lossConfig(training.loss, { ...NETWORK, space });
    expect(taken.parameterWeight).toBe(0.25);
    expect(() => lossConfig(training.loss, NETWORK)).toThrow(
      "Expected 0 (plain estimates no parameters) for training.loss.parameters but received 0.25",
    );
  });

  it("refuses to weigh steps that a network does not have", async () => {
    const { training } = await readConfig(FILE, ["training.loss.steps=0.5"]);
    expect(() =>
      lossConfig(training.loss, { ...NETWORK, earlierAnswers: 0 }),
    ).toThrow(/plain has no steps before its last\) for training\.loss\.steps/);
  });

  it.each([
    ["depth=-1", /loss\.depth/],
    ["steps=1.5", /loss\.steps/],
    ["uncertainty=0", /loss\.uncertainty/],
    ["adaptive.least=0", /adaptive\.least/],
    ["adaptive.most=0.5", /adaptive\.most/],
    ["adaptive.exponent=-1", /adaptive\.exponent/],
    ["parts.innerLip=1", /parts\.innerLip; did you mean "innerLips"/],
    ["parts.jaw=-1", /parts\.jaw/],
    ["parameters=-1", /loss\.parameters/],
  ])("refuses %s", async (override, message) => {
    await expect(loss(override)).rejects.toThrow(message);
  });
});
