import { describe, expect, it } from "@jest/globals";
import { parseTorch7 } from "./torch7.ts";
import {
  tensor,
  torch7Bytes,
  type Written,
} from "./torch7-bytes.test.fixture.ts";
import { torch7Points } from "./torch7-points.ts";

const read = (value: Written) => [
  ...torch7Points(parseTorch7(torch7Bytes(value)), "a.t7", 2),
];

describe("torch7Points", () => {
  it("reads pairs, with z unknown, and triples, with z from its mean", () => {
    const pairs = tensor("Double", [2, 2], [1, 2, 3, 4]);
    expect(read(pairs)).toEqual([1, 2, NaN, 3, 4, NaN]);
    const triples = tensor("Float", [2, 3], [1, 2, 10, 3, 4, 30]);
    expect(read(triples)).toEqual([1, 2, -10, 3, 4, 10]);
  });

  it.each<[string, Written, RegExp]>([
    [
      "a table",
      new Map(),
      /2 x 2 or 2 x 3 numbers for label but received a table \(a\.t7\)/,
    ],
    ["a number", 3, /received 3/],
    ["nil", null, /received null/],
    [
      "other counts",
      tensor("Float", [3, 2], [1, 2, 3, 4, 5, 6]),
      /received 3 x 2/,
    ],
    ["a storage", { kind: "Float", values: [1, 2] }, /received 2 \(/],
    [
      "NaN",
      tensor("Float", [2, 2], [1, 2, NaN, 4]),
      /finite px for point 2 but received NaN/,
    ],
  ])("refuses %s", (_, value, message) => {
    expect(() => read(value)).toThrow(message);
  });
});
