import { describe, expect, it } from "@jest/globals";
import { race, ratios } from "./race.ts";

describe("race", () => {
  it("lets all run in every turn, each turn beginning with another", async () => {
    const order: string[] = [];
    const task = (name: string) => async () => void order.push(name);
    const turns: number[] = [];
    const times = await race(
      [[task("a1"), task("a2")], [task("b")]],
      { turns: 2, runs: 2 },
      (done) => turns.push(done),
    );
    expect(order.join(" ")).toBe("a1 a1 a2 a2 b b b b a1 a1 a2 a2");
    expect(turns).toEqual([1, 2]);
    expect(times.map((tasks) => tasks.map((all) => all.length))).toEqual([
      [2, 2],
      [2],
    ]);
  });

  it("counts the least of a turn's runs", async () => {
    let runs = 0;
    const slowAtFirst = () =>
      new Promise((resolve) => setTimeout(resolve, runs++ === 0 ? 60 : 1));
    const [[[time]]] = (await race([[slowAtFirst]], {
      ...{ turns: 1, runs: 3 },
    })) as [[[number]]];
    expect(time).toBeLessThan(50);
  });
});

describe("ratios", () => {
  it("compares turn by turn", () => {
    expect(ratios([1, 4], [2, 4])).toEqual([0.5, 1]);
  });
});
