import { describe, expect, it } from "@jest/globals";
import { Pace } from "./pace.ts";

describe("Pace", () => {
  it("tells crops a second of the steps, and the time between the calls", () => {
    const pace = new Pace(20);
    pace.add(100);
    pace.add(300);
    const end = performance.now() + 30;
    while (performance.now() < end);
    const first = pace.take();
    expect(first.samplesPerSecond).toBe(100);
    expect(first.seconds).toBeGreaterThanOrEqual(0.03);
    expect(first.processorSeconds).toBeGreaterThan(0);
    const second = pace.take();
    expect(second.samplesPerSecond).toBe(0);
    expect(second.seconds).toBeLessThan(first.seconds);
  });
});
