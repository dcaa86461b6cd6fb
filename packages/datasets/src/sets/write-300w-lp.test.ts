import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from "@jest/globals";
import { tightBox } from "@fdhm/landmarks";
import {
  landmarkBasis,
  packParameters,
  project,
  readMat5,
  shape,
  unpackParameters,
  type MorphableModel,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createDataset, type Dataset } from "../dataset.ts";
import type { Sample } from "../sample.ts";
import { open300wLp } from "./300w-lp.ts";
import { openAflw2000 } from "./aflw2000-3d.ts";
import { write300wLp } from "./write-300w-lp.ts";

let model: MorphableModel;
let folder: string;
beforeAll(async () => {
  model = await loadOpenFace();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-write-lp-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A face whose landmarks are exactly those of its parameters, in a picture of its own grey. */
function makeSample(
  name: string,
  change: Partial<WeakPerspective> = {},
  edge = 120,
): Sample {
  const pose = {
    scale: 0.35,
    pitch: 0.1,
    yaw: -0.6,
    roll: 0.2,
    x: 70,
    y: 55,
    ...change,
  };
  const identity = new Float32Array(199).fill(0.1);
  const expression = new Float32Array(29).fill(0.05);
  const points = shape(landmarkBasis(model), identity, expression);
  const landmarks = project(points, pose);
  let mean = 0;
  for (let i = 2; i < 204; i += 3) mean += landmarks[i]! / 68;
  for (let i = 2; i < 204; i += 3) landmarks[i]! -= mean;
  return {
    name,
    landmarks,
    box: tightBox(landmarks),
    pose,
    parameters: packParameters({ pose, identity, expression }),
    readPicture: async () => ({
      data: new Uint8Array(3 * edge * edge).fill(100),
      width: edge,
      height: edge,
      channels: 3,
    }),
  };
}

const setOf = (...samples: Sample[]): Dataset =>
  createDataset("made", samples.length, async (i) => samples[i]!);

/** Where the parameters of a sample put its landmarks. */
function rebuilt({ parameters }: Sample): Float32Array {
  const { pose, identity, expression } = unpackParameters(parameters!);
  return project(shape(landmarkBasis(model), identity, expression), pose);
}

describe("write300wLp", () => {
  it("writes what open300wLp reads, points and parameters still one face", async () => {
    const samples = [
      makeSample("set/1"),
      makeSample("AFW_2_1_0", { yaw: 1.2 }),
    ];
    expect(await write300wLp(setOf(...samples), folder)).toEqual({
      written: 2,
      kept: 0,
    });
    for (const points of ["2d", "3d"] as const) {
      const dataset = await open300wLp(folder, { points });
      expect(dataset.length).toBe(2);
      // AFW_2_1_0 comes first.
      const sample = await dataset.sample(1);
      expect(sample.name).toBe(join("AFW", "AFW_set_1"));
      const { pitch, yaw, roll } = samples[0]!.pose!;
      expect(sample.pose!.pitch).toBeCloseTo(pitch, 5);
      expect(sample.pose!.yaw).toBeCloseTo(yaw, 5);
      expect(sample.pose!.roll).toBeCloseTo(roll, 5);
      const again = rebuilt(sample);
      for (let i = 0; i < 204; i++)
        if (i % 3 !== 2) expect(sample.landmarks[i]).toBeCloseTo(again[i]!, 2);
      // The face's box has its share of the picture, in the middle.
      const { box } = sample;
      expect(450 / Math.max(box.width, box.height)).toBeCloseTo(2.3, 4);
      expect(box.x + box.width / 2).toBeCloseTo(224.5, 3);
      // Depth is kept where 3D points are asked for, in the new scale.
      const depth = (s: Sample) => s.landmarks[92]! - s.landmarks[26]!;
      const scale = box.width / samples[0]!.box.width;
      if (points === "3d")
        expect(depth(sample)).toBeCloseTo(scale * depth(samples[0]!), 2);
      else expect(depth(sample)).toBeNaN();
      const picture = await sample.readPicture();
      expect([picture.width, picture.height]).toEqual([450, 450]);
      expect(picture.data[3 * (225 * 450 + 225)]).toBe(100);
    }
  });

  it("keeps a picture of the wanted size whole", async () => {
    const sample = makeSample("a", {}, 120);
    await write300wLp(setOf(sample), folder, { size: 120, subset: "IBUG" });
    const read = await (await open300wLp(folder)).sample(0);
    for (let i = 0; i < 204; i++)
      expect(read.landmarks[i]).toBeCloseTo(sample.landmarks[i]!, 3);
    const file = join(folder, "IBUG/IBUG_a.mat");
    const roi = readMat5(await readFile(file)).get("roi");
    expect([...roi!.data]).toEqual([1, 1, 120, 120]);
  });

  it("leaves what is there, unless told otherwise, and goes on where it stopped", async () => {
    const dataset = setOf(makeSample("a"), makeSample("b"));
    await write300wLp(dataset, folder);
    const label = join(folder, "AFW/AFW_a.mat");
    await writeFile(label, "mine");
    await rm(join(folder, "AFW/AFW_b.jpg"));
    expect(await write300wLp(dataset, folder)).toEqual({ written: 1, kept: 1 });
    expect(await readFile(label, "utf8")).toBe("mine");
    expect((await readdir(join(folder, "AFW"))).sort()).toEqual([
      "AFW_a.jpg",
      "AFW_a.mat",
      "AFW_b.jpg",
      "AFW_b.mat",
    ]);
    await write300wLp(dataset, folder, { overwrite: true });
    expect((await open300wLp(folder)).length).toBe(2);
  });

  it("tells how far it is", async () => {
    const steps: string[] = [];
    await write300wLp(setOf(makeSample("a"), makeSample("b")), folder, {
      onProgress: ({ done, total }) => steps.push(`${done}/${total}`),
    });
    expect(steps).toEqual(["1/2", "2/2"]);
  });

  it("refuses samples without parameters, and names that become the same", async () => {
    const { name, landmarks, box, readPicture } = makeSample("bare");
    const bare: Sample = { name, landmarks, box, readPicture };
    await expect(write300wLp(setOf(bare), folder)).rejects.toThrow(
      /parameters of a morphable model for sample bare/,
    );
    await expect(
      write300wLp(setOf(makeSample("a/b"), makeSample("a b")), folder),
    ).rejects.toThrow(/names that differ .*\(as a\/b\) for made/);
    const broken = makeSample("broken");
    broken.landmarks[3] = NaN;
    await expect(write300wLp(setOf(broken), folder)).rejects.toThrow(
      /finite px for landmarks of sample broken/,
    );
  });

  it.each([
    [{ size: 8 }, /from 16 for size/],
    [{ boxScale: 0.5 }, /from 1 for boxScale/],
    [{ quality: 0 }, /1 to 100 for quality/],
  ])("refuses %j", async (options, message) => {
    await expect(
      write300wLp(setOf(makeSample("a")), folder, options),
    ).rejects.toThrow(message);
  });
});

const data =
  process.env["FDHM_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const originals = join(data, "originals/aflw2000-3d");
const present = existsSync(originals);
(present ? describe : describe.skip)(
  `originals of AFLW2000-3D written as 300W-LP${present ? "" : ` (absent: ${originals})`}`,
  () => {
    it("come back as they were", async () => {
      const before = await openAflw2000(originals, {
        onBroken: () => undefined,
      });
      await write300wLp(before, folder, { subset: "LFPW" });
      const after = await open300wLp(folder);
      expect(after.length).toBe(before.length);
      for (let i = 0; i < before.length; i += 5) {
        const [a, b] = [await before.sample(i), await after.sample(i)];
        expect(b.name).toBe(join("LFPW", `LFPW_${a.name}`));
        for (let k = 0; k < 204; k++)
          expect(b.landmarks[k]).toBeCloseTo(a.landmarks[k]!, 3);
        for (let k = 0; k < 234; k++)
          expect(b.parameters![k]! / (a.parameters![k]! || 1)).toBeCloseTo(
            1,
            5,
          );
      }
    });
  },
);
