import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { openPtsFolder } from "./pts-folder.ts";
import { writePts } from "../formats/pts-file.ts";
import type { Sample } from "../sample.ts";

/** Landmarks in a row of four, `shift` px from the corner. */
const landmarks = (shift: number) =>
  Float32Array.from({ length: 204 }, (_, i) => {
    const k = Math.floor(i / 3);
    return shift + (i % 3 === 0 ? k % 4 : Math.floor(k / 4));
  });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-folder-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function addPicture(name: string, red: number): Promise<void> {
  await sharp({
    create: {
      width: 20,
      height: 10,
      channels: 3,
      background: { r: red, g: 0, b: 0 },
    },
  })
    .png()
    .toFile(join(folder, name));
}

describe("openPtsFolder", () => {
  it("pairs labels with pictures, sorted", async () => {
    await mkdir(join(folder, "inner"));
    for (const [stem, at] of [
      ["b", 2],
      ["a.x", 1],
      ["inner/c", 3],
    ] as const) {
      await addPicture(`${stem}.png`, 10 * at);
      await writePts(join(folder, `${stem}.pts`), landmarks(at));
    }
    const flat = await openPtsFolder(folder);
    const samples: Sample[] = [];
    for await (const sample of flat) samples.push(sample);
    expect(samples.map((sample) => sample.name)).toEqual(["a.x", "b"]);
    const picture = await samples[0]!.readPicture();
    expect(picture).toMatchObject({ width: 20, height: 10 });
    expect(picture.data[0]).toBe(10);
    expect([...samples[0]!.landmarks.subarray(0, 6)]).toEqual([
      1,
      1,
      NaN,
      2,
      1,
      NaN,
    ]);
    expect(samples[0]!.box).toEqual({ x: 1, y: 1, width: 3, height: 16 });
    expect(samples[0]).not.toHaveProperty("pose");

    const deep = await openPtsFolder(folder, { recursive: true });
    expect(deep.length).toBe(3);
    expect((await deep.sample(2)).name).toBe(join("inner", "c"));
    await expect(deep.sample(3)).rejects.toThrow(/whole number from 0 to 2/);
  });

  it("hands out landmarks that the caller may change", async () => {
    await addPicture("a.png", 1);
    await writePts(join(folder, "a.pts"), landmarks(1));
    const dataset = await openPtsFolder(folder);
    (await dataset.sample(0)).landmarks.fill(0);
    expect((await dataset.sample(0)).landmarks[0]).toBe(1);
  });

  it("refuses a missing and an empty folder", async () => {
    await expect(openPtsFolder(join(folder, "nowhere"))).rejects.toThrow(
      /readable folder.*nowhere/,
    );
    await addPicture("a.png", 1);
    await expect(openPtsFolder(folder)).rejects.toThrow(
      /at least one \.pts file for folder but received "1 other files"/,
    );
  });

  it("refuses, before any picture is read, a label without one picture", async () => {
    await addPicture("a.png", 1);
    await writePts(join(folder, "a.pts"), landmarks(1));
    await writePts(join(folder, "b.pts"), landmarks(1));
    await expect(openPtsFolder(folder)).rejects.toThrow(
      /one picture .* for label b\.pts but received "none"/,
    );
    await addPicture("b.png", 1);
    await addPicture("b.JPG", 1);
    await expect(openPtsFolder(folder)).rejects.toThrow(/b\.JPG and b\.png/);
  });

  it("refuses a picture without a label, and passes over hidden files", async () => {
    await addPicture("a.png", 1);
    await writePts(join(folder, "a.pts"), landmarks(1));
    await writeFile(join(folder, "._a.png"), "of macOS");
    expect((await openPtsFolder(folder)).length).toBe(1);
    await addPicture("b.png", 1);
    await expect(openPtsFolder(folder)).rejects.toThrow(
      /one label \(\.pts\) for picture b\.png but received "none" .*b\.png/,
    );
  });

  it("reads other counts of points where they are asked for", async () => {
    await addPicture("a.png", 1);
    const five = landmarks(1).subarray(0, 15);
    await writePts(join(folder, "a.pts"), five, 5);
    await expect(openPtsFolder(folder)).rejects.toThrow(/n_points: 68/);
    const dataset = await openPtsFolder(folder, { count: 5 });
    expect((await dataset.sample(0)).landmarks).toHaveLength(15);
  });

  it("refuses a bad label, naming it", async () => {
    await addPicture("a.png", 1);
    await writeFile(join(folder, "a.pts"), "version: 1\nn_points: 12\n");
    await expect(openPtsFolder(folder)).rejects.toThrow(/a\.pts, line 2/);
  });

  it("leaves out what is broken for those who ask to hear of it", async () => {
    await addPicture("a.png", 1);
    await writePts(join(folder, "a.pts"), landmarks(1));
    await writeFile(join(folder, "b.pts"), "version: 1\n");
    await addPicture("b.png", 1);
    await writePts(join(folder, "c.pts"), landmarks(1));
    const broken: string[] = [];
    const dataset = await openPtsFolder(folder, {
      onBroken: ({ name, error }) => broken.push(`${name}: ${error.message}`),
    });
    expect(dataset.length).toBe(1);
    expect(broken).toEqual([
      expect.stringMatching(/^b: .*b\.pts, line 2/),
      expect.stringMatching(/^c: .*one picture/),
    ]);
  });

  it("names a picture that ends early when it is asked for", async () => {
    await writeFile(join(folder, "a.png"), "not a picture");
    await writePts(join(folder, "a.pts"), landmarks(1));
    const dataset = await openPtsFolder(folder);
    const { readPicture } = await dataset.sample(0);
    await expect(readPicture()).rejects.toThrow(/whole picture.*a\.png/);
  });
});

const data =
  process.env["FDHM_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const afw = join(data, "300w/afw");
const present = existsSync(afw);
(present ? describe : describe.skip)(
  `300-W's AFW${present ? "" : ` (absent: ${afw})`}`,
  () => {
    it("opens whole, and its points lie in the pictures", async () => {
      const dataset = await openPtsFolder(afw);
      expect(dataset.length).toBe(337);
      for (let i = 0; i < dataset.length; i += 50) {
        const { box, readPicture } = await dataset.sample(i);
        const picture = await readPicture();
        expect(box.x).toBeGreaterThan(0);
        expect(box.y).toBeGreaterThan(0);
        expect(box.x + box.width).toBeLessThan(picture.width);
        expect(box.y + box.height).toBeLessThan(picture.height);
      }
    });
  },
);
