import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { results } from "../testing/results.test.fixture.ts";
import { checkPromises, readPromises, type Promises } from "./promises.ts";

const promise = { model: "ours", where: "README.md" };
const timed = { ...promise, runtime: "native" } as const;
const all = (
  promises: Promises["promises"],
  reference = "peer",
): ReturnType<typeof checkPromises> =>
  checkPromises({ reference, promises }, results);

describe("checkPromises", () => {
  it("holds what was measured to what is promised", () => {
    expect(
      all([
        { ...timed, measure: "stage", most: 0.75 },
        { ...timed, measure: "stage", most: 0.69 },
        { ...timed, measure: "network", most: 0.2 },
        { ...promise, measure: "bytes", most: 972_904 },
        { ...promise, measure: "bytes", most: 972_903 },
      ]),
    ).toEqual([
      {
        holds: true,
        text: "ours: stage at most 0.75 x peer's in native (README.md): 0.700",
      },
      {
        holds: false,
        text: "ours: stage at most 0.69 x peer's in native (README.md): 0.700",
      },
      {
        holds: true,
        text: "ours: network at most 0.2 x peer's in native (README.md): 0.200",
      },
      { holds: true, text: "ours: at most 972904 bytes (README.md): 972904" },
      { holds: false, text: "ours: at most 972903 bytes (README.md): 972904" },
    ]);
  });

  it("does not pass what was not measured: another model or another reference", () => {
    const verdicts = [
      ...all([{ ...promise, model: "gone", measure: "bytes", most: 9e9 }]),
      ...all([{ ...timed, measure: "stage", most: 99 }], "other"),
    ];
    for (const { holds, text } of verdicts) {
      expect(holds).toBe(false);
      expect(text).toMatch(/: not measured$/);
    }
  });
});

describe("readPromises", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "fdhm-promises-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("reads those that the project makes", async () => {
    const { promises } = await readPromises(
      fileURLToPath(new URL("../../bench-promises.json", import.meta.url)),
    );
    expect(promises.map(({ measure }) => measure)).toContain("stage");
  });

  it.each([
    ["another measure", { ...timed, measure: "colour", most: 1 }, /measure/],
    ["no run time", { ...promise, measure: "stage", most: 1 }, /runtime/],
    ["a key too many", { ...timed, measure: "stage", most: 1, least: 0 }, /0/],
    ["none", undefined, /promises/],
  ])("refuses %s", async (_, broken, place) => {
    const file = join(folder, "promises.json");
    const promises = broken === undefined ? [] : [broken];
    await writeFile(file, JSON.stringify({ reference: "peer", promises }));
    const reading = readPromises(file);
    await expect(reading).rejects.toThrow(place);
    await expect(reading).rejects.toThrow(/promises\.json/);
  });
});
