import { describe, expect, it } from "@jest/globals";
import { paretoFront } from "./pareto-front.ts";

const names = (bargains: { name: string; cost: number; error: number }[]) =>
  paretoFront(bargains).map(({ name }) => name);

describe("paretoFront", () => {
  it("keeps what nothing beats, by rising cost", () => {
    expect(
      names([
        { name: "dear and good", cost: 3, error: 1 },
        { name: "cheap and bad", cost: 1, error: 4 },
        { name: "dear and bad", cost: 3, error: 4 },
        { name: "between", cost: 2, error: 2 },
        { name: "beaten", cost: 2.5, error: 2 },
      ]),
    ).toEqual(["cheap and bad", "between", "dear and good"]);
  });

  it("keeps equals", () => {
    const twice = { cost: 1, error: 1 };
    expect(
      names([
        { name: "a", ...twice },
        { name: "b", ...twice },
      ]),
    ).toEqual(["a", "b"]);
    expect(names([])).toEqual([]);
  });
});
