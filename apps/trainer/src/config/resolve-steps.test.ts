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

  it.each([{}, { steps: 7, epochs: 1 }])("is not asked for %j", (training) => {
    expect(() => asked(training)).toThrow(/exactly one of steps and epochs/);
  });
});
