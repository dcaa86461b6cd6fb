import { describe, expect, it } from "@jest/globals";
import { Trouble } from "../trouble.ts";
import { cameraTrouble } from "./camera-trouble.ts";

describe("cameraTrouble", () => {
  it("says of every error of getUserMedia what is wrong and what to do", () => {
    const words = [
      "NotAllowedError",
      "NotFoundError",
      "NotReadableError",
      "InsecureOrigin",
      "NotSupportedError",
    ].map((name) => cameraTrouble(name));
    for (const trouble of words) {
      expect(trouble).toBeInstanceOf(Trouble);
      expect(trouble.message).toMatch(/^[A-Z].*\.$/);
      expect(trouble.advice).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(words.map(({ message }) => message)).size).toBe(5);
  });

  it("knows older and rarer names", () => {
    expect(cameraTrouble("SecurityError").message).toBe(
      cameraTrouble("NotAllowedError").message,
    );
    expect(cameraTrouble("OverconstrainedError").message).toBe(
      cameraTrouble("NotFoundError").message,
    );
  });

  it("takes a name that it does not know for a browser without cameras, and keeps the cause", () => {
    const cause = new Error("?");
    const trouble = cameraTrouble("toString", cause);
    expect(trouble.message).toBe(cameraTrouble("NotSupportedError").message);
    expect(trouble.cause).toBe(cause);
  });
});
