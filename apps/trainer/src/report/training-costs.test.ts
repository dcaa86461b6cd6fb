import { describe, expect, it } from "@jest/globals";
import type { Metrics, SessionEntry } from "../run/read-metrics.ts";
import { trainingCosts } from "./training-costs.ts";

const taken = { seconds: 2, processorSeconds: 3, waiting: 0.25 };
const metrics: Metrics = {
  losses: [
    { step: 10, loss: 1, ...taken, samplesPerSecond: 100 },
    { step: 20, loss: 1, ...taken, samplesPerSecond: 50 },
  ],
  validations: [],
  sessions: [{ step: 0, facesPerEpoch: 40 } as SessionEntry],
};

describe("trainingCosts", () => {
  it("adds times up and tells the epochs and the mean rate", () => {
    const costs = trainingCosts(metrics, 4)!;
    expect(costs).toMatchObject({ epochs: 2, seconds: 4, processorSeconds: 6 });
    expect(costs.waiting).toBe(0.25);
    expect(costs.samplesPerSecond).toBeCloseTo(2 / (1 / 100 + 1 / 50), 9);
  });

  it("tells nothing of a run that has not begun", () => {
    expect(trainingCosts({ ...metrics, losses: [] }, 4)).toBeUndefined();
    expect(trainingCosts({ ...metrics, sessions: [] }, 4)).toBeUndefined();
  });
});
