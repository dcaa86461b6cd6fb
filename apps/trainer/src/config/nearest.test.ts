import { describe, expect, it } from "@jest/globals";
import { nearest } from "./nearest.ts";

describe("nearest", () => {
  const words = ["batchSize", "steps", "rate"];

  it("finds the word meant", () => {
    expect(nearest("batchsize", words)).toBe("batchSize");
    expect(nearest("step", words)).toBe("steps");
    expect(nearest("rtae", words)).toBe("rate");
  });

  it("finds none where none is alike", () => {
    expect(nearest("temperature", words)).toBeUndefined();
  });
});
