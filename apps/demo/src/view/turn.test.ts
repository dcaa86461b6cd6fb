import { describe, expect, it } from "@jest/globals";
import { addTurn, product, turnMatrix } from "./turn.ts";

describe("addTurn", () => {
  it("goes round and round in yaw", () => {
    let turn = { pitch: 0, yaw: 0 };
    for (let i = 0; i < 10; i++) turn = addTurn(turn, { pitch: 0, yaw: 1 });
    expect(turn.yaw).toBeCloseTo(10 - 4 * Math.PI, 6);
  });

  it("stops before the face stands on its head", () => {
    const turn = addTurn({ pitch: 1.3, yaw: 0 }, { pitch: 1, yaw: 0 });
    expect(turn.pitch).toBe(1.4);
    expect(addTurn(turn, { pitch: -9, yaw: 0 }).pitch).toBe(-1.4);
  });
});

describe("turnMatrix", () => {
  it("turns the nose to the view's left for positive yaw, up for positive pitch", () => {
    // The third column is where the nose points: x right, y up.
    const side = turnMatrix({ pitch: 0, yaw: 0.3 });
    expect(side[2]).toBeCloseTo(-Math.sin(0.3), 6);
    const up = turnMatrix({ pitch: 0.3, yaw: 0 });
    expect(up[5]).toBeCloseTo(Math.sin(0.3), 6);
  });
});

describe("product", () => {
  it("is the second turn and then the first", () => {
    const quarter = turnMatrix({ pitch: 0, yaw: Math.PI / 2 });
    const half = product(quarter, quarter);
    const wanted = turnMatrix({ pitch: 0, yaw: Math.PI });
    half.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 6));
    const nod = turnMatrix({ pitch: 0.5, yaw: 0 });
    // The nose, nodded up and then turned a quarter to the left, still points up.
    expect(product(quarter, nod)[5]).toBeCloseTo(nod[5]!, 6);
  });
});
