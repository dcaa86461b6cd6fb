import { describe, expect, it } from "@jest/globals";
import { readPredictions } from "./read-predictions.ts";

const flat = Array.from({ length: 68 }, (_, k) => [k, 2 * k]);
const deep = flat.map(([x, y]) => [x, y, 5]);

describe("readPredictions", () => {
  it("takes points with and without depth, and faces that were not found", () => {
    const read = readPredictions({ a: flat, b: deep, c: null }, [
      "c",
      "a",
      "b",
    ]);
    expect([...read.keys()]).toEqual(["c", "a", "b"]);
    expect([...read.get("a")!.subarray(201)]).toEqual([67, 134, NaN]);
    expect([...read.get("b")!.subarray(201)]).toEqual([67, 134, 5]);
    expect(read.get("c")).toBeNull();
  });

  it("names the face that is missing, of another set, or asked for twice", () => {
    expect(() => readPredictions({ a: flat }, ["a", "b"])).toThrow(/face b/);
    expect(() => readPredictions({ a: flat, b: flat }, ["a"])).toThrow(
      /faces of the set.*"b"/,
    );
    expect(() => readPredictions({ a: flat }, ["a", "a"])).toThrow(
      /each face once/,
    );
  });

  it("leaves out landmarks that the method does not have, which are the same in all faces", () => {
    const without = (k: number) =>
      flat.map((point, i) => (i === k ? null : point));
    const read = readPredictions({ a: without(60), b: null }, ["a", "b"], [60]);
    expect([...read.get("a")!.subarray(180, 185)]).toEqual([
      NaN,
      NaN,
      NaN,
      61,
      122,
    ]);
    expect(() => readPredictions({ a: without(61) }, ["a"], [60])).toThrow(
      /null for point 60 of face a/,
    );
    expect(() => readPredictions({ a: without(60) }, ["a"])).toThrow(
      /point 60 of face a/,
    );
  });

  it("names the point that is none", () => {
    expect(() => readPredictions({ a: flat.slice(1) }, ["a"])).toThrow(
      /68 points.*face a.*67 points/,
    );
    const broken = flat.map((point, k) => (k === 7 ? [1, null] : point));
    expect(() => readPredictions({ a: broken }, ["a"])).toThrow(
      /point 7 of face a/,
    );
    expect(() => readPredictions([flat], ["a"])).toThrow(/by the names/);
    expect(() => readPredictions({ a: "points" }, ["a"])).toThrow(/face a/);
  });
});
