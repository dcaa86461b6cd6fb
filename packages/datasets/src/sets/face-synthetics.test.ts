import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { openFaceSynthetics } from "./face-synthetics.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-synthetics-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Points in rows of four. */
const lines = Array.from(
  { length: 70 },
  (_, k) => `${2 + (k % 4)}.5 ${3 + Math.floor(k / 4)}.250`,
);

async function addFace(stem: string, label = lines): Promise<void> {
  const create = {
    width: 4,
    height: 2,
    channels: 3,
    background: "#444",
  } as const;
  await sharp({ create })
    .png()
    .toFile(join(folder, `${stem}.png`));
  await writeFile(join(folder, `${stem}_ldmks.txt`), `${label.join("\n")}\n`);
}

const addClasses = (stem: string, classes: readonly number[], width = 4) =>
  sharp(Buffer.from(classes), {
    raw: { width, height: classes.length / width, channels: 1 },
  })
    .toColourspace("b-w")
    .png()
    .toFile(join(folder, `${stem}_seg.png`));

describe("openFaceSynthetics", () => {
  it("reads the 68 points, and a mask where there is one", async () => {
    await addFace("000001");
    await addFace("000000");
    await addClasses("000000", [0, 1, 13, 18, 255, 0, 0, 15]);
    const dataset = await openFaceSynthetics(folder);
    expect(dataset.length).toBe(2);
    const sample = await dataset.sample(0);
    expect(sample.name).toBe("000000");
    expect(sample.landmarks).toHaveLength(204);
    expect([...sample.landmarks.subarray(0, 3)]).toEqual([2.5, 3.25, NaN]);
    expect(sample.box).toEqual({ x: 2.5, y: 3.25, width: 3, height: 16 });
    expect([...(await sample.readMask!())]).toEqual([
      0, 255, 255, 255, 128, 0, 0, 255,
    ]);
    expect(await dataset.sample(1)).not.toHaveProperty("readMask");
  });

  it.each([
    ["68 lines", lines.slice(2), /70 lines for points but received "68 lines"/],
    [
      "text among the numbers",
      ["1 nose", ...lines.slice(1)],
      /x y for point 1 .*_ldmks\.txt, line 1/,
    ],
    [
      "three numbers",
      [...lines.slice(1), "1 2 3"],
      /x y for point 70 .*line 70/,
    ],
  ])("refuses a label of %s", async (_, label, message) => {
    await addFace("000000", label);
    await expect(openFaceSynthetics(folder)).rejects.toThrow(message);
  });

  it("names what is missing, or leaves it out for those who ask", async () => {
    for (const stem of ["0", "1", "2"]) await addFace(stem);
    await rm(join(folder, "1.png"));
    await rm(join(folder, "2_ldmks.txt"));
    await expect(openFaceSynthetics(folder)).rejects.toThrow(
      /one picture .* for label 1_ldmks\.txt/,
    );
    const broken: string[] = [];
    const dataset = await openFaceSynthetics(folder, {
      onBroken: ({ name }) => broken.push(name),
    });
    expect([dataset.length, broken]).toEqual([1, ["1", "2"]]);
  });

  it("names a mask of another size or with colours", async () => {
    await addFace("000000");
    await addClasses("000000", [0, 1, 2, 3], 2);
    const { readMask } = await (await openFaceSynthetics(folder)).sample(0);
    await expect(readMask!()).rejects.toThrow(
      /one channel of 4 x 2 px .*000000_seg\.png/,
    );
    const create = {
      width: 4,
      height: 2,
      channels: 3,
      background: "#f00",
    } as const;
    await sharp({ create }).png().toFile(join(folder, "000000_seg.png"));
    await expect(readMask!()).rejects.toThrow(/3 of 4 x 2/);
  });

  it("refuses an empty folder", async () => {
    await expect(openFaceSynthetics(folder)).rejects.toThrow(
      /at least one picture for Face Synthetics/,
    );
  });
});

const data =
  process.env["FDHM_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const rendered = join(data, "facesynthetics");
const present = existsSync(rendered);
(present ? describe : describe.skip)(
  `Face Synthetics' sample${present ? "" : ` (absent: ${rendered})`}`,
  () => {
    it("opens whole, and its points lie on the faces", async () => {
      const dataset = await openFaceSynthetics(rendered);
      expect(dataset.length).toBe(100);
      let facing = 0;
      for await (const { landmarks, box } of dataset) {
        expect(landmarks.every((v, i) => i % 3 === 2 || v > -256)).toBe(true);
        expect(box.x + box.width / 2).toBeGreaterThan(128);
        expect(box.x + box.width / 2).toBeLessThan(384);
        // The right eye on the picture's left, but for heads turned beyond a profile.
        if (landmarks[3 * 36]! < landmarks[3 * 45]!) facing++;
      }
      expect(facing).toBeGreaterThan(90);
      const { readPicture } = await dataset.sample(0);
      expect(await readPicture()).toMatchObject({ width: 512, height: 512 });
    });
  },
);
