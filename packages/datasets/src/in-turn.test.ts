import { describe, expect, it } from "@jest/globals";
import { inTurn } from "./in-turn.ts";

const rest = (time: number) => new Promise((done) => setTimeout(done, time));

describe("inTurn", () => {
  it("keeps the order, and to the number at a time", async () => {
    let running = 0;
    let most = 0;
    const results = await inTurn(6, 2, async (index) => {
      most = Math.max(most, ++running);
      await rest(12 - 2 * index);
      running--;
      return 10 * index;
    });
    expect(results).toEqual([0, 10, 20, 30, 40, 50]);
    expect(most).toBe(2);
  });

  it("rejects with the first failure when nothing is under way any more", async () => {
    const ended: number[] = [];
    const all = inTurn(10, 3, async (index) => {
      if (index === 1) throw new RangeError("one is broken");
      await rest(10 * index);
      ended.push(index);
      if (index === 2) throw new RangeError("two is broken");
    });
    await expect(all).rejects.toThrow("one is broken");
    const then = [...ended];
    await rest(50);
    expect(then).toEqual([0, 2]);
    expect(ended).toEqual(then);
  });
});
