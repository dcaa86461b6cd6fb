import { describe, expect, it } from "@jest/globals";
import { expected } from "./expected.ts";

describe("expected", () => {
  it("names expectation, parameter and value", () => {
    expect(expected("a positive number", "rate", -1).message).toBe(
      "Expected a positive number for rate but received -1",
    );
  });

  it("quotes strings and tells arrays by their length", () => {
    expect(expected("68 points", "points", "sixty").message).toContain(
      'received "sixty"',
    );
    expect(
      expected("68 points", "points", new Float32Array(4)).message,
    ).toContain("received Float32Array of 4");
  });

  it("names the place in the file", () => {
    const error = expected("68 points", "n_points", 67, {
      file: "a.pts",
      line: 2,
      byte: 11,
    });
    expect(error.message).toBe(
      "Expected 68 points for n_points but received 67 (a.pts, line 2, byte 11)",
    );
  });

  it("quotes errors by their message", () => {
    expect(expected("a file", "path", new Error("gone")).message).toBe(
      "Expected a file for path but received gone",
    );
  });

  it("keeps the cause and shortens long values", () => {
    const cause = new Error("inner");
    const error = expected("a name", "key", "x".repeat(500), { cause });
    expect(error.cause).toBe(cause);
    expect(error.message.length).toBeLessThan(200);
  });
});
