import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { openMerlRav } from "./merl-rav.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-merl-rav-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Points in rows of four, from 1; the first is covered, the second hidden by the face. */
const points = Array.from({ length: 68 }, (_, k) => {
  if (k === 0) return "-3.5 -4";
  return k === 1 ? "-1 -1" : `${3 + (k % 4)} ${4 + Math.floor(k / 4)}`;
});

async function addLabel(path: string, lines = points): Promise<void> {
  const file = join(folder, `${path}.pts`);
  await mkdir(dirname(file), { recursive: true });
  // With the two spaces that the set's files have.
  const text = ["version: 1", "n_points:  68", "{", ...lines, "}"].join("\n");
  await writeFile(file, text);
}

async function addPicture(path: string): Promise<void> {
  const file = join(folder, `${path}.jpg`);
  await mkdir(dirname(file), { recursive: true });
  const create = {
    width: 12,
    height: 24,
    channels: 3,
    background: "#555",
  } as const;
  await sharp({ create }).jpeg().toFile(file);
}

describe("openMerlRav", () => {
  it("reads places and visibility, with AFLW's pictures", async () => {
    await addLabel("labels/left/trainset/labels/image00002_2");
    await addLabel("labels/frontal/testset/labels/image00003");
    await addPicture("aflw/flickr/0/image00002");
    await addPicture("aflw/flickr/3/image00003");
    await addPicture("aflw/flickr/3/image00004");
    const dataset = await openMerlRav(join(folder, "labels"), {
      pictures: join(folder, "aflw/flickr"),
    });
    expect(dataset.length).toBe(2);
    const sample = await dataset.sample(1);
    expect(sample.name).toBe(join("left", "trainset", "image00002_2"));
    expect([...sample.landmarks.subarray(0, 9)]).toEqual([
      2.5,
      3,
      NaN,
      NaN,
      NaN,
      NaN,
      4,
      3,
      NaN,
    ]);
    expect([...sample.visibility!.subarray(0, 4)]).toEqual([0.5, 0, 1, 1]);
    expect(sample.box).toEqual({ x: 2, y: 3, width: 3, height: 16 });
    expect(await sample.readPicture()).toMatchObject({ width: 12 });
  });

  it("reads labels beside their pictures, by pose and split", async () => {
    for (const name of [
      "frontal/testset/image1",
      "frontal/trainset/image2",
      "righthalf/trainset/image3",
    ]) {
      await addLabel(name);
      await addPicture(name);
    }
    await addLabel("elsewhere/trainset/image4");
    expect((await openMerlRav(folder)).length).toBe(3);
    const train = await openMerlRav(folder, { split: "train" });
    expect(train).toMatchObject({ length: 2, split: "train" });
    const right = await openMerlRav(folder, { poses: ["righthalf"] });
    expect((await right.sample(0)).name).toBe(
      join("righthalf", "trainset", "image3"),
    );
    await expect(openMerlRav(folder, { poses: ["left"] })).rejects.toThrow(
      /at least one label that answers the options/,
    );
  });

  it("names what is missing or broken, or leaves it out for those who ask", async () => {
    const set = "frontal/testset/labels";
    for (const name of ["image1", "image2", "image3", "image4"])
      await addLabel(`${set}/${name}`);
    await addLabel(`${set}/image3`, ["3 -4", ...points.slice(1)]);
    await addLabel(`${set}/image4`, new Array(68).fill("-1 -1"));
    for (const name of ["image1", "image3", "image4"])
      await addPicture(`flickr/0/${name}`);
    const pictures = join(folder, "flickr");
    await expect(openMerlRav(folder, { pictures })).rejects.toThrow(
      /one picture .* for label .*image2\.pts/,
    );
    const broken: string[] = [];
    const dataset = await openMerlRav(folder, {
      pictures,
      onBroken: ({ error }) => broken.push(error.message),
    });
    expect(dataset.length).toBe(1);
    expect(broken).toEqual([
      expect.stringMatching(/one picture .*image2\.pts but received "none"/),
      expect.stringMatching(
        /-x -y or -1 -1 for point 1 of 68 but received "3 -4" .*image3\.pts/,
      ),
      expect.stringMatching(/at least two points that are known .*image4\.pts/),
    ]);
    await addPicture("flickr/2/image1");
    await expect(
      openMerlRav(folder, { pictures, onBroken: () => undefined }),
    ).rejects.toThrow(/at least one sound sample/);
  });
});
