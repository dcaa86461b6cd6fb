import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { writeMat5 } from "@fdhm/morphable-model";
import { readNpy } from "../formats/npy-file.ts";
import { tensor, torch7Bytes } from "../formats/torch7-bytes.test.fixture.ts";
import { openLs3dW, type PartLs3dW } from "./ls3d-w.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-ls3d-w-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** 68 points in rows of four, x y x y. */
const points = Array.from({ length: 136 }, (_, i) =>
  i % 2 === 0 ? 2 + ((i / 2) % 4) : 3 + Math.floor(i / 8),
);

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}

async function addFace(stem: string, ending = "jpg"): Promise<void> {
  const create = {
    width: 20,
    height: 24,
    channels: 3,
    background: "#123",
  } as const;
  const picture = sharp({ create });
  await write(
    `${stem}.${ending}`,
    await (ending === "png" ? picture.png() : picture.jpeg()).toBuffer(),
  );
  await write(`${stem}.t7`, torch7Bytes(tensor("Float", [68, 2], points)));
}

describe("openLs3dW", () => {
  it("reads all parts, as the labels are", async () => {
    await addFace("300W-Testset-3D/indoor_001", "png");
    await addFace("300VW-3D/CatA/114/0001");
    await addFace("300VW-3D/Trainset/001/0001");
    await addFace("Menpo-3D/a");
    await addFace("elsewhere/a");
    const dataset = await openLs3dW(folder);
    expect(dataset.length).toBe(4);
    expect(dataset).not.toHaveProperty("split");
    const names: string[] = [];
    for await (const sample of dataset) names.push(sample.name);
    expect(names).toEqual([
      join("300VW-3D", "CatA", "114", "0001"),
      join("300VW-3D", "Trainset", "001", "0001"),
      join("300W-Testset-3D", "indoor_001"),
      join("Menpo-3D", "a"),
    ]);
    const { landmarks, box, readPicture } = await dataset.sample(2);
    expect([...landmarks.subarray(0, 6)]).toEqual([2, 3, NaN, 3, 3, NaN]);
    expect(box).toEqual({ x: 2, y: 3, width: 3, height: 16 });
    expect(await readPicture()).toMatchObject({ width: 20, height: 24 });
  });

  it("reads single parts, whatever the case of their folders", async () => {
    await addFace("300vw-3d/cata/114/0001");
    await addFace("300VW-3D/TrainSet/001/0001");
    await addFace("300VW-3D/TrainSet/001/0002");
    await addFace("new_dataset/1");
    const open = (...parts: PartLs3dW[]) => openLs3dW(folder, { parts });
    const train = await open("300VW-3D-Trainset");
    expect(train).toMatchObject({ length: 2, split: "train" });
    const test = await open("300VW-3D-A", "Balanced");
    expect(test).toMatchObject({ length: 2, split: "test" });
    expect(test.name).toMatch(/300VW-3D-A Balanced$/);
    await expect(open("Menpo-3D")).rejects.toThrow(
      /files in Menpo-3D for Menpo-3D but received "none"/,
    );
  });

  it("reads a .mat in place of the .t7, from 1", async () => {
    await addFace("Menpo-3D/a");
    await rm(join(folder, "Menpo-3D/a.t7"));
    const data = Float64Array.from(points);
    await write(
      "Menpo-3D/a.mat",
      writeMat5({ pts_3d: { shape: [2, 68], data } }),
    );
    const { landmarks } = await (await openLs3dW(folder)).sample(0);
    expect([...landmarks.subarray(0, 3)]).toEqual([1, 2, NaN]);
  });

  it("names what is missing or broken, or leaves it out for those who ask", async () => {
    for (const stem of ["a", "b", "c", "d", "e"])
      await addFace(`Menpo-3D/${stem}`);
    await rm(join(folder, "Menpo-3D/b.t7"));
    await rm(join(folder, "Menpo-3D/c.jpg"));
    await write("Menpo-3D/d.t7", torch7Bytes(new Map()));
    await write("Menpo-3D/e.mat", new Uint8Array(3));
    await expect(openLs3dW(folder)).rejects.toThrow(/picture Menpo-3D.b\.jpg/);
    const broken: string[] = [];
    const dataset = await openLs3dW(folder, {
      onBroken: ({ error }) => broken.push(error.message),
    });
    expect(dataset.length).toBe(1);
    expect(broken).toEqual([
      expect.stringMatching(/one label \(\.t7, \.mat\) .*b\.jpg.* "none"/),
      expect.stringMatching(/one picture .*c\.t7/),
      expect.stringMatching(/tensor of 68 x 2 .* a table .*d\.t7/),
      expect.stringMatching(
        /one label .* "Menpo-3D.+e\.mat and Menpo-3D.+e\.t7"/,
      ),
    ]);
  });

  it("refuses a folder without parts", async () => {
    await addFace("a");
    await expect(openLs3dW(folder)).rejects.toThrow(
      /at least one part of LS3D-W for folder but received "2 other files"/,
    );
  });
});

const data =
  process.env["FDHM_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const arrays = join(data, "protocol/aflw2000-3d");
const present = existsSync(arrays);
(present ? describe : describe.skip)(
  `LS3D-W's re-annotation of AFLW2000-3D${present ? "" : ` (absent: ${arrays})`}`,
  () => {
    it("counts from 0: it lies more than a px left of and above the official points", async () => {
      const read = async (name: string) =>
        (await readNpy(join(arrays, name))).data;
      const official = await read("AFLW2000-3D.pts68.npy");
      const again = await read("AFLW2000-3D-Reannotated.pts68.npy");
      const yaws = await read("AFLW2000-3D.pose.npy");
      const sums = [0, 0];
      let faces = 0;
      for (let i = 0; i < 2000; i++) {
        if (Math.abs(yaws[i]!) >= 20) continue;
        faces++;
        for (const axis of [0, 1])
          for (let k = 0; k < 68; k++)
            sums[axis]! +=
              again[(2 * i + axis) * 68 + k]! -
              official[(3 * i + axis) * 68 + k]!;
      }
      expect(faces).toBe(1065);
      expect(sums[0]! / (68 * faces)).toBeCloseTo(-1.596, 2);
      expect(sums[1]! / (68 * faces)).toBeCloseTo(-1.819, 2);
    });
  },
);
