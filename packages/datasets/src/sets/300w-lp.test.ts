import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from "@jest/globals";
import sharp from "sharp";
import { MIRROR } from "@fdhm/landmarks";
import {
  landmarkBasis,
  project,
  toLabelParameters,
  unpackParameters,
  writeMat5,
  type Mat5Array,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { open300wLp } from "./300w-lp.ts";

const SIZE = 60;
const pose: WeakPerspective = {
  scale: 0.15,
  pitch: 0.1,
  yaw: 0.5,
  roll: -0.1,
  x: 30,
  y: 28,
};
const identity = Float32Array.from({ length: 199 }, (_, i) => 10 * i);
const expression = Float32Array.from({ length: 29 }, (_, i) => i / 8);

let folder: string;
let mean: Float32Array;
beforeAll(async () => {
  mean = landmarkBasis(await loadOpenFace()).mean;
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-300w-lp-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** x and y of points as MATLAB counts them; `columns` as `pt2d` lies, else as `pts_2d`. */
function flat(points: Float32Array, columns: boolean): Mat5Array {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < points.length; i += 3) {
    xs.push(points[i]! + 1);
    ys.push(points[i + 1]! + 1);
  }
  return columns
    ? {
        shape: [2, 68],
        data: Float64Array.from(xs.flatMap((x, k) => [x, ys[k]!])),
      }
    : { shape: [68, 2], data: Float64Array.from([...xs, ...ys]) };
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

const jpeg = () =>
  sharp({
    create: { width: SIZE, height: SIZE, channels: 3, background: "#483828" },
  })
    .jpeg()
    .toBuffer();

/** Writes a sample; its outline points lie 2 px left of the 3D ones, the `.mat`'s own 4 px. */
async function addSample(
  set: string,
  stem: string,
  change: Record<string, Mat5Array> = {},
): Promise<Float32Array> {
  const points = project(mean, pose);
  const shifted = (dx: number) =>
    points.map((value, i) => (i % 3 === 0 ? value - dx : value));
  await write(`${set}/${stem}.jpg`, await jpeg());
  await write(
    `${set}/${stem}.mat`,
    writeMat5(
      new Map([
        ...toLabelParameters({ pose, identity, expression }, SIZE),
        ["pt2d", flat(shifted(4), true)],
        ...Object.entries(change),
      ]),
    ),
  );
  if (!set.endsWith("_Flip"))
    await write(
      `landmarks/${set}/${stem}_pts.mat`,
      writeMat5({
        pts_2d: flat(shifted(2), false),
        pts_3d: flat(points, false),
      }),
    );
  return points;
}

describe("open300wLp", () => {
  it("reads 3D points, pose and parameters, 0-based", async () => {
    const points = await addSample("AFW", "AFW_1_1_0");
    const dataset = await open300wLp(folder);
    expect(dataset.length).toBe(1);
    expect(dataset).not.toHaveProperty("split");
    const sample = await dataset.sample(0);
    expect(sample.name).toBe(join("AFW", "AFW_1_1_0"));
    for (let k = 0; k < 68; k++) {
      expect(sample.landmarks[3 * k]).toBeCloseTo(points[3 * k]!, 4);
      expect(sample.landmarks[3 * k + 1]).toBeCloseTo(points[3 * k + 1]!, 4);
      expect(sample.landmarks[3 * k + 2]).toBeNaN();
    }
    expect(sample.pose).toEqual({ pitch: 0.1, yaw: 0.5, roll: -0.1 });
    const { pose: read, ...rest } = unpackParameters(sample.parameters!);
    expect(read.x).toBeCloseTo(pose.x, 4);
    expect(read.y).toBeCloseTo(pose.y, 4);
    expect(rest).toEqual({ identity, expression });
    expect(await sample.readPicture()).toMatchObject({ width: SIZE });
  });

  it("reads the outline's points, from landmarks or the .mat", async () => {
    const points = await addSample("AFW", "AFW_1_1_0");
    const first = async () =>
      (await (await open300wLp(folder, { points: "2d" })).sample(0)).landmarks;
    expect((await first())[0]).toBeCloseTo(points[0]! - 2, 4);
    await rm(join(folder, "landmarks"), { recursive: true });
    expect((await first())[0]).toBeCloseTo(points[0]! - 4, 4);
    await expect(open300wLp(folder)).rejects.toThrow(
      /folder landmarks with pts_3d.*for "3d" points but received "none" .*AFW_1_1_0\.mat/,
    );
  });

  it("takes z from pt3d_68 where it is there", async () => {
    const deep = project(mean, pose);
    const data = deep.map((v, i) => (i % 3 === 2 ? v + 50 : v + 1));
    await addSample("AFW", "AFW_1_1_0", { pt3d_68: { shape: [3, 68], data } });
    const sample = await (await open300wLp(folder)).sample(0);
    const z = sample.landmarks.filter((_, i) => i % 3 === 2);
    expect(z.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 3);
    expect(z[30]! - z[8]!).toBeCloseTo(deep[92]! - deep[26]!, 3);
    await rm(join(folder, "landmarks"), { recursive: true });
    const again = await (await open300wLp(folder)).sample(0);
    expect(again.landmarks[0]).toBeCloseTo(deep[0]!, 3);
  });

  it("turns over points whose y is measured from below", async () => {
    const points = project(mean, pose);
    const below = points.map((v, i) => (i % 3 === 1 ? SIZE - 1 - v : v));
    await addSample("LFPW", "LFPW_image_test_0001_0", {
      pt2d: flat(below, true),
    });
    await rm(join(folder, "landmarks"), { recursive: true });
    const dataset = await open300wLp(folder, { points: "2d" });
    const { landmarks } = await dataset.sample(0);
    expect(landmarks[1]).toBeCloseTo(points[1]!, 4);
  });

  it("mirrors the originals' points for the mirrored pictures", async () => {
    const points = await addSample("AFW", "AFW_1_1_0");
    await addSample("AFW_Flip", "AFW_1_1_0");
    expect((await open300wLp(folder)).length).toBe(1);
    const both = await open300wLp(folder, { flips: true });
    expect(both.length).toBe(2);
    const { name, landmarks } = await both.sample(1);
    expect(name).toBe(join("AFW_Flip", "AFW_1_1_0"));
    expect(landmarks[0]).toBeCloseTo(SIZE - 1 - points[3 * MIRROR[0]!]!, 4);
    expect(landmarks[1]).toBeCloseTo(points[3 * MIRROR[0]! + 1]!, 4);
  });

  it("splits by face, whatever subsets are asked for", async () => {
    for (const face of ["1_1", "2_1"])
      for (let i = 0; i < 10; i++)
        await addSample("HELEN", `HELEN_${face}_${i}`);
    await addSample("IBUG", "IBUG_image_003_1_0");
    const length = async (split: "train" | "validation" | "all") =>
      (await open300wLp(folder, { split })).length;
    expect(await length("all")).toBe(21);
    expect(await length("validation")).toBe(1);
    expect(await length("train")).toBe(20);
    const train = await open300wLp(folder, { split: "train" });
    expect(train.split).toBe("train");
    const { name } = await (
      await open300wLp(folder, { split: "validation" })
    ).sample(0);
    const elsewhere = name.startsWith("HELEN") ? "IBUG" : "HELEN";
    await expect(
      open300wLp(folder, {
        split: "validation",
        subsets: [elsewhere],
      }),
    ).rejects.toThrow(/at least one sample that answers the options/);
  });

  it("names what is missing, or leaves it out for those who ask", async () => {
    await addSample("AFW", "AFW_1_1_0");
    await write("AFW/AFW_2_1_0.jpg", await jpeg());
    await addSample("AFW", "AFW_3_1_0");
    await rm(join(folder, "AFW/AFW_3_1_0.jpg"));
    await addSample("AFW", "AFW_4_1_0", {
      Pose_Para: { shape: [1, 6], data: new Float64Array(6) },
    });
    await addSample("AFW", "AFW_5_1_0");
    await rm(join(folder, "landmarks/AFW/AFW_5_1_0_pts.mat"));
    await addSample("AFW", "AFW_6_1_0");
    await write("AFW/AFW_6_1_0.mat", new Uint8Array(40));
    await expect(open300wLp(folder)).rejects.toThrow(/AFW_2_1_0/);
    const broken: string[] = [];
    const dataset = await open300wLp(folder, {
      onBroken: ({ error }) => broken.push(error.message),
    });
    expect(dataset.length).toBe(1);
    expect(broken).toEqual([
      expect.stringMatching(/one label \(\.mat\) for picture AFW_2_1_0\.jpg/),
      expect.stringMatching(/one picture .* for label AFW_3_1_0\.mat/),
      expect.stringMatching(/7 x 1 numbers for Pose_Para .*AFW_4_1_0\.mat/),
      expect.stringMatching(/readable \.mat file .*AFW_5_1_0_pts\.mat/),
      expect.stringMatching(/128 bytes for header .*AFW_6_1_0\.mat, byte 0/),
    ]);
  });

  it("names the folder that is missing", async () => {
    await expect(open300wLp(join(folder, "nowhere"))).rejects.toThrow(
      /readable folder for 300W-LP .*nowhere/,
    );
    await expect(open300wLp(folder)).rejects.toThrow(/at least one sample/);
    await addSample("AFW", "AFW_1_1_0");
    await expect(open300wLp(folder, { subsets: ["IBUG"] })).rejects.toThrow(
      /a folder IBUG for 300W-LP/,
    );
    await expect(
      open300wLp(folder, { subsets: ["AFW"], flips: true }),
    ).rejects.toThrow(/a folder AFW_Flip/);
  });
});

const data =
  process.env["FDHM_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const originals = join(data, "originals/300w-lp");
const present = existsSync(originals);
(present ? describe : describe.skip)(
  `an original of 300W-LP${present ? "" : ` (absent: ${originals})`}`,
  () => {
    it("has its eyes where its pose says", async () => {
      await cp(originals, join(folder, "IBUG"), { recursive: true });
      const dataset = await open300wLp(folder, { points: "2d" });
      const sample = await dataset.sample(0);
      const { landmarks, box } = sample;
      const parameters = unpackParameters(sample.parameters!);
      expect(sample.pose!.yaw).toBeCloseTo(-0.768, 3);
      // The first numbers of its pt2d, less one.
      expect(landmarks[0]).toBeCloseTo(135.7025, 3);
      // The right eye left of the left one, brows over chin, the box about the model's origin, all inside the picture.
      expect(landmarks[3 * 36]).toBeLessThan(landmarks[3 * 45]!);
      expect(landmarks[3 * 19 + 1]).toBeLessThan(landmarks[3 * 8 + 1]!);
      expect(parameters.pose.x).toBeGreaterThan(box.x);
      expect(parameters.pose.x).toBeLessThan(box.x + box.width);
      expect(parameters.pose.y).toBeGreaterThan(box.y);
      expect(parameters.pose.y).toBeLessThan(box.y + box.height);
      const { width, height } = await sample.readPicture();
      expect([width, height]).toEqual([450, 450]);
      expect(box.x).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(450);
      // Turned to the picture's right: the nose's tip is past the middle of the jaw's ends.
      const middle = (landmarks[0]! + landmarks[48]!) / 2;
      expect(landmarks[90]).toBeGreaterThan(middle);
    });
  },
);
