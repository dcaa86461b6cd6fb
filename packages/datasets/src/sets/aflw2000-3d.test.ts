import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import {
  toLabelParameters,
  unpackParameters,
  writeMat5,
} from "@fdhm/morphable-model";
import { readNpy } from "../formats/npy-file.ts";
import { tensor, torch7Bytes } from "../formats/torch7-bytes.test.fixture.ts";
import { openAflw2000 } from "./aflw2000-3d.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-aflw2000-"));
});
afterEach(() => rm(folder, { recursive: true }));

const HEIGHT = 40;

/** `pt3d_68` of points in rows of four, from 1. */
const official = Float32Array.from({ length: 204 }, (_, i) => {
  const k = Math.floor(i / 3);
  return [5 + (k % 4), 6 + Math.floor(k / 4), 100 + k][i % 3]!;
});

async function addFace(stem: string, yaw: number): Promise<void> {
  await sharp({
    create: { width: HEIGHT, height: HEIGHT, channels: 3, background: "#321" },
  })
    .jpeg()
    .toFile(join(folder, `${stem}.jpg`));
  const face = {
    pose: { scale: 0.1, pitch: 0.25, yaw, roll: 0.5, x: 20, y: 20 },
    identity: new Float32Array(199).fill(2),
    expression: new Float32Array(29).fill(3),
  };
  await writeFile(
    join(folder, `${stem}.mat`),
    writeMat5(
      new Map([
        ...toLabelParameters(face, HEIGHT),
        ["pt3d_68", { shape: [3, 68], data: official }],
      ]),
    ),
  );
}

async function npy(name: string, shape: string, data: Float32Array) {
  const header = Buffer.from(
    `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }\n`,
  );
  const start = Buffer.from("\x93NUMPY\x01\x00\x00\x00", "latin1");
  start.writeUInt16LE(header.length, 8);
  const path = join(folder, name);
  await writeFile(
    path,
    Buffer.concat([start, header, Buffer.from(data.buffer)]),
  );
  return path;
}

describe("openAflw2000", () => {
  it("reads points, depth, pose and parameters, sorted, from 0", async () => {
    await addFace("image00006", -0.5);
    await addFace("image00002", 0.75);
    const dataset = await openAflw2000(folder);
    expect(dataset).toMatchObject({ length: 2, split: "test" });
    const sample = await dataset.sample(0);
    expect(sample.name).toBe("image00002");
    expect([...sample.landmarks.subarray(0, 6)]).toEqual([
      4, 5, -33.5, 5, 5, -32.5,
    ]);
    expect(sample.box).toEqual({ x: 4, y: 5, width: 3, height: 16 });
    expect(sample.pose).toEqual({ pitch: 0.25, yaw: 0.75, roll: 0.5 });
    const { pose, identity } = unpackParameters(sample.parameters!);
    expect([pose.x, pose.y, identity[7]]).toEqual([20, 20, 2]);
  });

  it("reads the re-annotation, as rows or as files, as it is", async () => {
    await addFace("image00002", 0.75);
    await addFace("image00006", -0.5);
    const rows = Float32Array.from({ length: 272 }, (_, i) => i);
    const reannotated = await npy("re.npy", "(2, 2, 68)", rows);
    const second = await (
      await openAflw2000(folder, { reannotated })
    ).sample(1);
    expect([...second.landmarks.subarray(0, 6)]).toEqual([
      136,
      204,
      NaN,
      137,
      205,
      NaN,
    ]);
    expect(second.pose!.yaw).toBe(-0.5);

    const files = join(folder, "re");
    await mkdir(files);
    const values = [...rows.subarray(0, 136)];
    for (const stem of ["image00002", "image00006"])
      await writeFile(
        join(files, `${stem}.t7`),
        torch7Bytes(tensor("Float", [68, 2], values)),
      );
    const first = await (
      await openAflw2000(folder, { reannotated: files })
    ).sample(0);
    expect([...first.landmarks.subarray(0, 3)]).toEqual([0, 1, NaN]);
    await rm(join(files, "image00006.t7"));
    await expect(openAflw2000(folder, { reannotated: files })).rejects.toThrow(
      /readable \.t7 file .*image00006\.t7/,
    );
  });

  it("takes the yaws' sizes from a file, degrees", async () => {
    await addFace("image00002", 0.75);
    await addFace("image00006", -0.5);
    const yaws = await npy("yaws.npy", "(2,)", Float32Array.of(45, 90));
    const dataset = await openAflw2000(folder, { yaws });
    expect((await dataset.sample(0)).pose!.yaw).toBeCloseTo(Math.PI / 4, 6);
    const { pose } = await dataset.sample(1);
    expect(pose!.yaw).toBeCloseTo(-Math.PI / 2, 6);
    expect(pose!.pitch).toBe(0.25);
  });

  it("refuses arrays that do not answer the pictures", async () => {
    await addFace("image00002", 0.75);
    const two = await npy("two.npy", "(2,)", Float32Array.of(45, 90));
    await expect(openAflw2000(folder, { yaws: two })).rejects.toThrow(
      /a row for each of the 1 pictures for array but received "2 rows" .*two\.npy/,
    );
    await expect(openAflw2000(folder, { reannotated: two })).rejects.toThrow(
      /N x 2 x 68 numbers for re-annotated points but received 2 \(/,
    );
    const broken = await npy("nan.npy", "(1,)", Float32Array.of(NaN));
    await expect(openAflw2000(folder, { yaws: broken })).rejects.toThrow(
      /a finite number for number 0 but received NaN .*nan\.npy/,
    );
    const matrix = await npy("one.npy", "(1, 1)", Float32Array.of(1));
    await expect(openAflw2000(folder, { yaws: matrix })).rejects.toThrow(
      /N yaws/,
    );
  });

  it("names what is missing, or leaves it out for those who ask", async () => {
    await addFace("image00002", 0.75);
    await addFace("image00004", 0.75);
    await writeFile(
      join(folder, "image00004.mat"),
      writeMat5({ vertex: { shape: [3, 1], data: new Float32Array(3) } }),
    );
    await expect(openAflw2000(folder)).rejects.toThrow(
      /68 points for pt3d_68 .*image00004\.mat/,
    );
    const broken: string[] = [];
    const dataset = await openAflw2000(folder, {
      onBroken: ({ name }) => broken.push(name),
    });
    expect([dataset.length, broken]).toEqual([1, ["image00004"]]);
    await expect(openAflw2000(join(folder, "nowhere"))).rejects.toThrow(
      /readable folder/,
    );
  });
});

const data =
  process.env["FDHM_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const originals = join(data, "originals/aflw2000-3d");
const arrays = join(data, "protocol/aflw2000-3d");
const present = existsSync(originals) && existsSync(arrays);
(present ? describe : describe.skip)(
  `originals of AFLW2000-3D${present ? "" : ` (absent: ${originals})`}`,
  () => {
    it("have their points on the face, and image00427 has none", async () => {
      const broken: string[] = [];
      const dataset = await openAflw2000(originals, {
        onBroken: ({ name }) => broken.push(name),
      });
      expect(broken).toEqual(["image00427"]);
      expect(dataset.length).toBe(16);
      for await (const { landmarks, pose, box, parameters } of dataset) {
        const at = (k: number, axis = 0) => landmarks[3 * k + axis]!;
        // Eyes above the mouth, the right one on the picture's left.
        expect(at(36, 1)).toBeLessThan(at(57, 1));
        expect(at(36)).toBeLessThan(at(45));
        // The nose is nearest to the camera but for the largest yaws.
        if (Math.abs(pose!.yaw) < 0.7)
          expect(at(30, 2)).toBeGreaterThan(at(0, 2));
        // A positive yaw turns the nose to the picture's left.
        const nose = at(30) - (at(0) + at(16)) / 2;
        if (Math.abs(pose!.yaw) > 0.3)
          expect(Math.sign(nose)).toBe(-Math.sign(pose!.yaw));
        const { x, y } = unpackParameters(parameters!).pose;
        expect(x).toBeGreaterThan(box.x);
        expect(x).toBeLessThan(box.x + box.width);
        expect(y).toBeGreaterThan(box.y);
        expect(y).toBeLessThan(box.y + box.height);
        expect(box.x + box.width).toBeLessThan(450);
      }
    });

    it("are rows of the published arrays in the order of their names", async () => {
      const dataset = await openAflw2000(originals, {
        onBroken: () => undefined,
      });
      const points = await readNpy(join(arrays, "AFLW2000-3D.pts68.npy"));
      const yaws = await readNpy(join(arrays, "AFLW2000-3D.pose.npy"));
      let row = -1;
      for await (const { landmarks, pose } of dataset) {
        // The row whose first x is the sample's, further on than the last one's.
        do row++;
        while (
          row < 2000 &&
          Math.abs(points.data[row * 204]! - 1 - landmarks[0]!) > 1e-4
        );
        expect(row).toBeLessThan(2000);
        for (let k = 0; k < 68; k++)
          for (const axis of [0, 1])
            expect(points.data[row * 204 + axis * 68 + k]! - 1).toBeCloseTo(
              landmarks[3 * k + axis]!,
              3,
            );
        expect(yaws.data[row]).toBeCloseTo((pose!.yaw * 180) / Math.PI, 3);
      }
    });
  },
);
