import { describe, expect, it } from "@jest/globals";
import { Recent } from "./recent.ts";

describe("Recent", () => {
  it("has no middle before the first number", () => {
    const recent = new Recent(3);
    expect(recent.median).toBeUndefined();
    expect(recent.mean).toBeUndefined();
  });

  it("forgets all but the last ones", () => {
    const recent = new Recent(3);
    for (const value of [1000, 1000, 1, 9, 2]) recent.add(value);
    expect(recent.median).toBe(2);
    expect(recent.mean).toBe(4);
  });
});
