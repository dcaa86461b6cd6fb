import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sharp, { type Create } from "sharp";
import { LANDMARK_COUNT, tightBox } from "@fdhm/landmarks";
import { openBenchmark } from "./benchmark-folder.ts";

const grid = (shift: number) =>
  Array.from({ length: LANDMARK_COUNT }, (_, k) => [
    shift + (k % 4),
    shift + Math.floor(k / 4),
  ]);
const item = (id: string, change: object) => ({
  id,
  image: `${id}.png`,
  role: "score",
  split: "dev",
  yaw: 45,
  pitch: -90,
  roll: 0,
  official: grid(2),
  reann: grid(3),
  box: [2, 2, 5, 18],
  jbox: [1, 2, 6, 19],
  ...change,
});
const items = [
  item("b", {}),
  item("a", { yaw: -30 }),
  item("c", { role: "helen", yaw: null, split: null, reann: null }),
  item("d", { split: "held-out" }),
];

let folder: string;
const writeLabels = (labels: unknown) =>
  writeFile(join(folder, "labels.json"), JSON.stringify(labels));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-benchmark-"));
  const black = { width: 8, height: 24, channels: 3, background: "#000" };
  for (const name of ["a", "b", "c"])
    await sharp({ create: black as Create })
      .png()
      .toFile(join(folder, `${name}.png`));
});
afterAll(() => rm(folder, { recursive: true }));

describe("openBenchmark", () => {
  it("reads the faces to report on, in the file's order", async () => {
    await writeLabels({ version: 1, items, note: "other keys are free" });
    const dataset = await openBenchmark(folder);
    expect(dataset.length).toBe(2);
    const sample = await dataset.sample(0);
    expect(sample).toMatchObject({
      name: "b",
      box: { x: 2, y: 2, width: 3, height: 16 },
      pose: { yaw: Math.PI / 4, pitch: -Math.PI / 2, roll: 0 },
    });
    expect([...sample.landmarks.subarray(0, 6)]).toEqual([
      2,
      2,
      NaN,
      3,
      2,
      NaN,
    ]);
    expect((await dataset.sample(1)).name).toBe("a");
  });

  it("reads another role, other labels and the other box", async () => {
    await writeLabels({ version: 1, items });
    const helen = await openBenchmark(folder, { role: "helen" });
    const face = await helen.sample(0);
    expect(face.name).toBe("c");
    expect(face).not.toHaveProperty("pose");
    const again = await openBenchmark(folder, {
      labels: "reann",
      box: "jittered",
    });
    const other = await again.sample(0);
    expect(other.landmarks[0]).toBe(3);
    expect(other.box).toEqual({ x: 1, y: 2, width: 5, height: 17 });
  });

  it("names the face whose picture or labels are missing", async () => {
    await writeLabels({ version: 1, items });
    await expect(openBenchmark(folder, { split: "held-out" })).rejects.toThrow(
      /picture for face d .*d\.png/,
    );
    await expect(
      openBenchmark(folder, { role: "helen", labels: "reann" }),
    ).rejects.toThrow(/reann labels for face c/);
    await expect(openBenchmark(folder, { role: "tune" })).rejects.toThrow(
      /at least one face with role/,
    );
  });

  it.each([
    ["another version", { version: 2, items }, /labels at version/],
    [
      "67 points",
      { version: 1, items: [item("a", { official: grid(0).slice(1) })] },
      /labels at items\.0\.official/,
    ],
    [
      "text among the numbers",
      { version: 1, items: [items[0], item("a", { box: [0, "1", 2, 3] })] },
      /labels at items\.1\.box\.1/,
    ],
    [
      "a box turned inside out",
      { version: 1, items: [item("a", { box: [5, 0, 2, 3] })] },
      /x1 > x0 and y1 > y0 for box of face a/,
    ],
  ])("refuses %s", async (_, labels, message) => {
    await writeLabels(labels);
    await expect(openBenchmark(folder)).rejects.toThrow(message);
  });

  it("refuses a folder without labels.json and one that is no JSON", async () => {
    await expect(openBenchmark(join(folder, "nowhere"))).rejects.toThrow(
      /readable JSON .*labels\.json/,
    );
    await writeFile(join(folder, "labels.json"), "{");
    await expect(openBenchmark(folder)).rejects.toThrow(/readable JSON/);
  });
});

const data =
  process.env["FDHM_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const aflw = join(data, "aflw2000-dev");
const present = existsSync(aflw);
(present ? describe : describe.skip)(
  `AFLW2000-3D${present ? "" : ` (absent: ${aflw})`}`,
  () => {
    it("gives the tight box of the official points, to the file's rounding", async () => {
      const dataset = await openBenchmark(aflw, { role: "tune" });
      expect(dataset.length).toBe(199);
      for (let i = 0; i < dataset.length; i += 20) {
        const { landmarks, box, pose, readPicture } = await dataset.sample(i);
        const picture = await readPicture();
        const tight = tightBox(landmarks);
        expect(box.x).toBeCloseTo(tight.x, 2);
        expect(box.height).toBeCloseTo(tight.height, 2);
        expect(picture.width).toBe(384);
        // A head that looks to the picture's left has positive yaw: the nose's tip leaves the middle of the jaw's ends.
        const nose = landmarks[90]! - (landmarks[0]! + landmarks[48]!) / 2;
        if (Math.abs(pose!.yaw) > 0.5)
          expect(Math.sign(nose)).toBe(-Math.sign(pose!.yaw));
      }
    });
  },
);
