import { describe, expect, it } from "@jest/globals";
import { sameFace } from "./same-face.ts";

const face = { x: 100, y: 100, width: 100, height: 100 };

describe("sameFace", () => {
  it("takes boxes that overlap by a third as one face, and those of neighbours as two", () => {
    expect(sameFace(face, { ...face, x: 145 })).toBe(true);
    expect(sameFace(face, { ...face, x: 160 })).toBe(false);
    expect(sameFace(face, { ...face, x: 300 })).toBe(false);
  });

  it("takes a small box within a large one as a part of it, whichever comes first", () => {
    const mouth = { x: 130, y: 160, width: 40, height: 40 };
    expect(sameFace(face, mouth)).toBe(true);
    expect(sameFace(mouth, face)).toBe(true);
    // A smaller face that looks over a shoulder: less than half of it lies within.
    expect(sameFace(face, { ...mouth, y: 185 })).toBe(false);
  });
});
