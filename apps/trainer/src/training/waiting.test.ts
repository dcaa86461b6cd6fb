import { describe, expect, it } from "@jest/globals";
import { Waiting } from "./waiting.ts";

describe("Waiting", () => {
  it("tells the share of the time, recent and in all", () => {
    const waiting = new Waiting();
    expect(waiting.share).toBe(0);
    waiting.add(10, 100);
    waiting.add(30, 100);
    expect(waiting.recent()).toBe(0.2);
    waiting.add(0, 200);
    expect(waiting.recent()).toBe(0);
    expect(waiting.recent()).toBe(0);
    expect(waiting.share).toBe(0.1);
  });
});
