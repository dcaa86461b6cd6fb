import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parsePts, readPts, writePts } from "./pts-file.ts";

const points = Array.from({ length: 68 }, (_, k) => `${k + 1}.5 ${2 * k}`);
const pts = (lines: readonly string[], count = 68) =>
  ["version: 1", `n_points: ${count}`, "{", ...lines, "}", ""].join("\n");
const withPoint = (index: number, text: string) =>
  pts(points.map((point, k) => (k === index ? text : point)));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-pts-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("parsePts", () => {
  it("subtracts the 1 of MATLAB and leaves z unknown", () => {
    const landmarks = parsePts(pts(points));
    expect(landmarks).toHaveLength(204);
    expect([...landmarks.subarray(0, 6)]).toEqual([0.5, -1, NaN, 1.5, 1, NaN]);
    expect([...landmarks.subarray(201)]).toEqual([67.5, 133, NaN]);
  });

  it("takes Windows line ends, empty lines, wide gaps and exponents", () => {
    const loose = pts(["  1e1\t-2.5E0 ", ...points.slice(1)])
      .replaceAll("\n", "\r\n\r\n")
      .replace("n_points: ", "n_points:   ");
    expect([...parsePts(loose).subarray(0, 2)]).toEqual([9, -3.5]);
  });

  it("reads other counts of points where they are asked for", () => {
    const text = pts(points.slice(0, 5), 5);
    expect(parsePts(text, "a.pts", 5)).toHaveLength(15);
    expect(() => parsePts(text, "a.pts", 6)).toThrow(
      /n_points: 6.* \(a\.pts, line 2\)/,
    );
    expect(() => parsePts(text, "a.pts", 0)).toThrow(/from 1 for count/);
  });

  it.each([
    [
      "67 points by the header",
      pts(points.slice(1), 67),
      /"n_points: 68" for the second line but received "n_points: 67" \(a\.pts, line 2\)/,
    ],
    [
      "67 points in the list",
      pts(points.slice(1)),
      /two numbers x y for point 68 of 68 but received "}" \(a\.pts, line 71\)/,
    ],
    [
      "69 points in the list",
      pts([...points, "1 1"]),
      /"}".* for the line after point 68 but received "1 1" \(a\.pts, line 72\)/,
    ],
    [
      "text among the numbers",
      withPoint(4, "12.5 nose"),
      /point 5 of 68 but received "12.5 nose" \(a\.pts, line 8\)/,
    ],
    [
      "NaN",
      withPoint(0, "NaN 3"),
      /point 1 of 68 but received "NaN 3" \(a\.pts, line 4\)/,
    ],
    [
      "three numbers",
      withPoint(0, "1 2 3"),
      /two numbers x y for point 1 of 68/,
    ],
    [
      "no opening brace",
      pts(points).replace("{\n", ""),
      /"{".* for the line before the points but received "1.5 0" \(a\.pts, line 3\)/,
    ],
    [
      "no closing brace",
      pts(points).replace("}\n", ""),
      /received "the end of the file" \(a\.pts, line 72\)/,
    ],
    ["text after the brace", `${pts(points)}more`, /nothing for the text/],
    ["another version", pts(points).replace("1", "2"), /version: 1/],
    ["an empty file", "", /received "the end of the file" \(a\.pts, line 1\)/],
  ])("refuses %s, naming file and line", (_, text, message) => {
    expect(() => parsePts(text, "a.pts")).toThrow(
      new RegExp(message.source.replaceAll('"', '\\\\?"')),
    );
  });
});

describe("writePts and readPts", () => {
  it("give back what was written, 1-based in the file", async () => {
    const landmarks = parsePts(pts(points));
    const path = join(folder, "face.pts");
    await writePts(path, landmarks);
    expect(await readPts(path)).toEqual(landmarks);
    const text = await readFile(path, "utf8");
    expect(text.split("\n")[3]).toBe("1.500 0.000");
  });

  it("keep other counts of points", async () => {
    const path = join(folder, "five.pts");
    const landmarks = parsePts(pts(points.slice(0, 5), 5), undefined, 5);
    await writePts(path, landmarks, 5);
    expect(await readPts(path, 5)).toEqual(landmarks);
    await expect(readPts(path)).rejects.toThrow(/n_points: 68/);
  });

  it("refuse what is no set of 68 finite points, and a missing file", async () => {
    const path = join(folder, "bad.pts");
    await expect(writePts(path, new Float32Array(3))).rejects.toThrow(
      /68 xyz triples/,
    );
    await expect(
      writePts(path, new Float32Array(204).fill(NaN)),
    ).rejects.toThrow(/finite pixels/);
    await expect(readPts(path)).rejects.toThrow(/readable .pts file.*bad\.pts/);
    await writeFile(path, "version: 3");
    await expect(readPts(path)).rejects.toThrow(/bad\.pts, line 1/);
  });
});
