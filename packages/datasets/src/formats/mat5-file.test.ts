import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { writeMat5, type Mat5Array } from "@fdhm/morphable-model";
import { mat5Points, readMat5File } from "./mat5-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-mat-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("readMat5File", () => {
  it("reads the wanted arrays", async () => {
    const path = join(folder, "a.mat");
    const array = { shape: [1, 1], data: Float64Array.of(7) };
    await writeFile(path, writeMat5({ a: array, b: array }));
    expect([...(await readMat5File(path, ["b"])).keys()]).toEqual(["b"]);
  });

  it("names a file that is missing or cut", async () => {
    const path = join(folder, "missing.mat");
    await expect(readMat5File(path, [])).rejects.toThrow(
      /readable \.mat file.*missing\.mat/,
    );
    const data = Float64Array.of(1, 2, 3);
    const bytes = writeMat5({ a: { shape: [1, 3], data } });
    const cut = join(folder, "cut.mat");
    await writeFile(cut, bytes.subarray(0, bytes.length - 4));
    await expect(readMat5File(cut, ["a"])).rejects.toThrow(
      /cut\.mat, byte 128/,
    );
  });
});

describe("mat5Points", () => {
  const read = (array: Mat5Array, count: number) => [
    ...mat5Points(new Map([["p", array]]), "p", "a.mat", count),
  ];

  it("reads points in columns and in rows, 1-based", () => {
    const columns = {
      shape: [2, 4],
      data: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    };
    const rows = {
      shape: [4, 2],
      data: Float64Array.of(1, 3, 5, 7, 2, 4, 6, 8),
    };
    const points = [0, 1, NaN, 2, 3, NaN, 4, 5, NaN, 6, 7, NaN];
    expect(read(columns, 4)).toEqual(points);
    expect(read(rows, 4)).toEqual(points);
  });

  it("measures z from the points' mean", () => {
    const data = Float32Array.of(1, 1, 10, 1, 1, 20, 1, 1, 30, 1, 1, 40);
    const z = read({ shape: [3, 4], data }, 4).filter((_, i) => i % 3 === 2);
    expect(z).toEqual([-15, -5, 5, 15]);
  });

  it.each([
    [
      "other counts",
      { shape: [2, 5], data: new Float64Array(10) },
      /2 x 4 or 3 x 4 numbers for p but received 2 x 5 \(a\.mat\)/,
    ],
    [
      "a point that is not finite",
      { shape: [2, 4], data: Float64Array.of(1, 2, 3, NaN, 5, 6, 7, 8) },
      /finite px for point 2 of p but received NaN \(a\.mat\)/,
    ],
  ])("refuses %s", (_, array, message) => {
    expect(() => read(array, 4)).toThrow(message);
  });

  it("names what is there in place of the points", () => {
    const vertex = { shape: [1, 1], data: Float64Array.of(1) };
    expect(() =>
      mat5Points(new Map([["vertex", vertex]]), "pt2d", "a.mat"),
    ).toThrow(/68 points for pt2d but received only vertex \(a\.mat\)/);
  });
});
