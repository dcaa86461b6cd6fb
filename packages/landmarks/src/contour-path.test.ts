import { describe, expect, it } from "@jest/globals";
import { contourPath } from "./contour-path.ts";

describe("contourPath", () => {
  const at = (k: number) => `${k} ${2 * k}`;

  it("joins the landmarks in their order, and closes eyes and lips", () => {
    const contour = { part: "jaw", indices: [3, 5, 4] } as const;
    expect(contourPath({ ...contour, closed: false }, at)).toBe(
      "M 3 6 L 5 10 L 4 8",
    );
    expect(contourPath({ ...contour, closed: true }, at)).toBe(
      "M 3 6 L 5 10 L 4 8 Z",
    );
  });
});
