import { describe, expect, it } from "@jest/globals";
import {
  AbandonedError,
  barrier,
  CONTROL,
  createSharedState,
  sliceOf,
} from "./shared-state.ts";

describe("sliceOf", () => {
  it.each([1, 2, 3, 7])("divides all numbers among %i replicas", (replicas) => {
    const slices = Array.from({ length: replicas }, (_, i) =>
      sliceOf(i, replicas, 100),
    );
    expect(slices[0]![0]).toBe(0);
    expect(slices.at(-1)![1]).toBe(100);
    for (let i = 1; i < replicas; i++)
      expect(slices[i]![0]).toBe(slices[i - 1]![1]);
  });
});

describe("barrier", () => {
  it("opens when all are there, again and again", () => {
    const state = createSharedState(1, 1, 1);
    barrier(state);
    barrier(state);
    expect(Atomics.load(state.control, CONTROL.generation)).toBe(2);
    expect(Atomics.load(state.control, CONTROL.arrived)).toBe(0);
  });

  it("does not wait for a replica that failed", () => {
    const state = createSharedState(2, 1, 1);
    Atomics.store(state.control, CONTROL.failed, 1);
    expect(() => barrier(state)).toThrow(AbandonedError);
  });
});
