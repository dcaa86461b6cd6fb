import { describe, expect, it } from "@jest/globals";
import { fromResiduals, toResiduals } from "./skin-residuals.ts";

describe("skin residuals", () => {
  it("give the picture back", () => {
    const data = Uint8Array.from(
      { length: 3 * 5 * 4 },
      (_, i) => (i * 97 + (i % 7) * 31) % 256,
    );
    const skin = { name: "noise", width: 5, height: 4, data };
    expect(fromResiduals(toResiduals(skin), 5, 4)).toEqual(data);
  });

  it("vanish where the picture is even", () => {
    const data = new Uint8Array(3 * 3 * 2).fill(90);
    const residuals = toResiduals({ name: "grey", width: 3, height: 2, data });
    expect(residuals).toEqual(
      Uint8Array.of(90, 0, 0, 0, 0, 0, ...new Array<number>(12).fill(0)),
    );
  });
});
