import { describe, expect, it } from "@jest/globals";
import { resolveSteps } from "./resolve-steps.ts";
import { runConfigSchema } from "./schema.ts";

const rendered = { kind: "rendered", count: 1 };
const asked = (training: object) =>
  runConfigSchema.parse({
    name: "test",
    data: { train: [rendered], validation: [rendered], test: rendered },
    training,
  });

describe("resolveSteps", () => {
  it("takes as many steps as draw every face so often, a part of one for a whole", () => {
    const { training } = resolveSteps(asked({ epochs: 2.5, batchSize: 8 }), 33);
    expect(training.steps).toBe(11); // 82.5 crops.
    expect(training).not.toHaveProperty("epochs");
  });

  it("leaves steps alone, and what it gave as it is", () => {
    const kept = resolveSteps(asked({ steps: 7 }), 100);
    expect(kept.training.steps).toBe(7);
    expect(resolveSteps(runConfigSchema.parse(kept), 999)).toEqual(kept);
  });

  it("takes the schedule's epochs for steps too", () => {
    const schedule = { kind: "step", atEpochs: [1, 2.5], factor: 0.1 };
    const resolved = resolveSteps(
      asked({ epochs: 3, batchSize: 8, schedule }),
      33,
    );
    expect(resolved.training.schedule).toMatchObject({ at: [5, 11] });
    expect(resolved.training.schedule).not.toHaveProperty("atEpochs");
    expect(resolveSteps(runConfigSchema.parse(resolved), 9)).toEqual(resolved);
  });

  it("is told of falls in steps or in epochs, not in both and not in neither", () => {
    for (const times of [{}, { at: [1], atEpochs: [1] }])
      expect(() =>
        asked({ steps: 7, schedule: { kind: "step", ...times } }),
      ).toThrow(/exactly one of at and atEpochs/);
  });

  it.each([{}, { steps: 7, epochs: 1 }])("is not asked for %j", (training) => {
    expect(() => asked(training)).toThrow(/exactly one of steps and epochs/);
  });
});
