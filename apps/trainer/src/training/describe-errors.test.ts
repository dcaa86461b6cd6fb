import { describe, expect, it } from "@jest/globals";
import { summarise } from "@fdhm/eval";
import { describeErrors } from "./describe-errors.ts";

const face = (name: string, nme: number | null, yaw?: number) => ({
  ...{ name, nme, yaw },
});

describe("describeErrors", () => {
  it("tells the error of each bin that has faces", () => {
    const faces = [face("a", 0.03, 0), face("b", 0.0471, -1.5)];
    expect(describeErrors(summarise(faces))).toBe(
      "NME % 0-30 3.00, 60-90 4.71",
    );
    expect(describeErrors(summarise([face("c", null, 0)]))).toBe(
      "NME % 0-30 missed",
    );
  });

  it("tells the mean where no yaw is known", () => {
    expect(describeErrors(summarise([face("a", 0.03), face("b", 0.05)]))).toBe(
      "NME % 4.00",
    );
  });
});
