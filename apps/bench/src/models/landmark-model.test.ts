import { describe, expect, it } from "@jest/globals";
import { windowOf } from "./landmark-model.ts";

const box = { x: 10, y: 20, width: 30, height: 50 };

describe("windowOf", () => {
  it("measures in longer edges", () => {
    expect(
      windowOf(box, { base: "longer", scale: 1.5, shift: [0.1, -0.2] }),
    ).toEqual({ centreX: 25 + 5, centreY: 45 - 10, side: 75, roll: 0 });
  });

  it("measures in means of the edges", () => {
    expect(
      windowOf(box, { base: "mean", scale: 1.5, shift: [0.1, -0.2] }),
    ).toEqual({ centreX: 25 + 4, centreY: 45 - 8, side: 60, roll: 0 });
  });
});
