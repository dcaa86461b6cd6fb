import { describe, expect, it } from "@jest/globals";
import { TABLE_ONE } from "./table-one.ts";

/** Rows whose printed mean is another than that of their bins. */
const OTHERWISE = ["DHM + RNN", "DHM + RHG + LSTM"];

describe("TABLE_ONE", () => {
  it.each(TABLE_ONE.map((row) => [row.method, row] as const))(
    "has a mean for %s that its bins give, where the paper's does",
    (method, { bins, mean }) => {
      const ofBins = bins.reduce((sum, value) => sum + value, 0) / 3;
      expect(Math.abs(ofBins - mean) < 0.011).toBe(!OTHERWISE.includes(method));
    },
  );
});
