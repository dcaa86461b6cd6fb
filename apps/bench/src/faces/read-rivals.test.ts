import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readRivals } from "./read-rivals.ts";

const face = Array.from({ length: 68 }, (_, k) => [k, 2 * k]);
const without = (...points: number[]) =>
  face.map((point, k) => (points.includes(k) ? null : point));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-rivals-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: unknown, names = ["a", "b"]) {
  await writeFile(join(folder, "one.json"), JSON.stringify(content));
  return readRivals(folder, names);
}

describe("readRivals", () => {
  it("takes the faces that are measured from a file of more", async () => {
    const [rival, ...others] = await read({
      peer: "theirs",
      official: { b: null, c: face, a: face },
      jitter: {},
    });
    expect(others).toEqual([]);
    expect(rival).toMatchObject({ name: "theirs", absent: [] });
    expect([...rival!.predictions.keys()]).toEqual(["a", "b"]);
    expect(rival!.predictions.get("a")![201]).toBe(67);
    expect(rival!.predictions.get("b")).toBeNull();
  });

  it("is named as its file where it has no name, and may lack points in all faces", async () => {
    const [rival] = await read({
      official: { a: without(60, 64), b: without(60, 64) },
    });
    expect(rival).toMatchObject({ name: "one", absent: [60, 64] });
  });

  it.each([
    ["other pictures", { official: { c: face } }, /face a/],
    ["a missing face", { official: { a: face } }, /face b/],
    [
      "points that only some faces lack",
      { official: { a: without(60), b: face } },
      /point 60 of face b/,
    ],
    ["67 points", { official: { a: face, b: face.slice(1) } }, /face b/],
    ["no faces", { points: [] }, /predictions at official/],
  ])("refuses %s, naming the file", async (_, content, message) => {
    const reading = read(content);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toThrow(/one\.json/);
  });
});
