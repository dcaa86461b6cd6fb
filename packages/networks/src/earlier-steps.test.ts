import { beforeAll, describe, expect, it } from "@jest/globals";
import { startWasmBackend } from "./backend.ts";
import { createCnn3d } from "./cnn-3d.ts";
import { createFastDhm } from "./fast-dhm.ts";
import type { Network } from "./network.ts";
import {
  INDEXED_FAST_DHM,
  noiseBatch,
  TINY_FAST_DHM,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { TrainingStep } from "./training-step.ts";

/** Networks of 1, 2 and 3 steps, whose variables are the same. */
const [one, two, three] = [1, 2, 3].map((steps) =>
  createFastDhm({ ...TINY_FAST_DHM, steps }),
) as [Network, Network, Network];
const weights = usedWeights(three);
const batch = noiseBatch(three, 2);
const loss = { landmarks: { kind: "l2" }, scoreWeight: 0.5 } as const;

async function run(network: Network, stepWeight?: number, at = weights) {
  const step = new TrainingStep(network, {
    ...loss,
    ...(stepWeight !== undefined && { stepWeight }),
  });
  const result = await step.run(at, batch);
  step.dispose();
  return result;
}

beforeAll(async () => {
  await startWasmBackend();
});

describe("landmarks of earlier steps", () => {
  it("count less the earlier they are", async () => {
    const [first, second, last] = [
      await run(one),
      await run(two),
      await run(three),
    ];
    const all = await run(three, 0.5);
    expect(all.landmarkLoss).toBeCloseTo(last.landmarkLoss, 6);
    expect(all.loss).toBeCloseTo(
      last.loss + 0.5 * second.landmarkLoss + 0.25 * first.landmarkLoss,
      5,
    );
  });

  it("leave the statistics that are remembered to the last step", async () => {
    const plain = await run(three);
    const all = await run(three, 1);
    expect(all.batchStatistics).toEqual(plain.batchStatistics);
    expect(all.gradient).not.toEqual(plain.gradient);
  });

  it("are not computed unless they are asked for", async () => {
    expect(await run(three, 0)).toEqual(await run(three));
  });

  it("are differentiated as small steps are", async () => {
    const { gradient } = await run(three, 0.8);
    const norm = Math.hypot(...gradient);
    const walk = async (length: number) => {
      const moved = weights.map(
        (value, i) => value + (length * (gradient[i] ?? 0)) / norm,
      );
      return (await run(three, 0.8, moved)).loss;
    };
    const slope = ((await walk(0.0005)) - (await walk(-0.0005))) / 0.001;
    expect(slope / norm).toBeCloseTo(1, 2);
  });

  it("are the head's own where a step follows it", async () => {
    const network = createFastDhm({ ...INDEXED_FAST_DHM, steps: 1 });
    expect(network.earlierAnswers).toBe(1);
    const own = usedWeights(network);
    const plain = await run(network, 0, own);
    const both = await run(network, 0.5, own);
    expect(both.landmarkLoss).toBeCloseTo(plain.landmarkLoss, 6);
    expect(both.loss).toBeGreaterThan(plain.loss);
  });

  it("are refused where there are none", () => {
    for (const network of [one, createCnn3d(TINY_FAST_DHM)])
      expect(
        () => new TrainingStep(network, { ...loss, stepWeight: 0.5 }),
      ).toThrow(/has no steps before its last\) for stepWeight/);
    expect([one, two, three].map((n) => n.earlierAnswers)).toEqual([0, 1, 2]);
  });
});
