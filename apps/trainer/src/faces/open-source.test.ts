import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { tightBox } from "@fdhm/landmarks";
import sharp from "sharp";
import { checkSource } from "../config/check-source.ts";
import { openSource } from "./open-source.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "source-"));
  const points = Array.from({ length: 68 }, (_, k) => [
    20 + (k % 9) * 5,
    20 + Math.floor(k / 9) * 5,
  ]);
  const face = {
    ...{ id: "a", image: "a.png", role: "score", split: "dev" },
    ...{ yaw: 10, pitch: 0, roll: 0, official: points, reann: points },
    ...{ box: [20, 20, 60, 55], jbox: [18, 20, 58, 55] },
  };
  await writeFile(
    join(folder, "labels.json"),
    JSON.stringify({ version: 1, items: [face] }),
  );
  await sharp({
    create: { width: 90, height: 90, channels: 3, background: "#777777" },
  })
    .png()
    .toFile(join(folder, "a.png"));
});
afterAll(() => rm(folder, { recursive: true }));

const first = async (keys: object) => {
  const source = checkSource(
    { kind: "benchmark", path: folder, ...keys },
    "source",
  );
  return (await openSource(source)).sample(0);
};

describe("openSource", () => {
  it("takes a benchmark's own jittered boxes", async () => {
    const { box } = await first({ boxes: "jittered" });
    expect(box).toEqual({ x: 18, y: 20, width: 40, height: 35 });
  });

  it("says that labels without depth cannot be moved, whatever the boxes", async () => {
    for (const boxes of ["tight", "jittered"])
      await expect(
        first({ boxes, convention: { of: "aflw2000-3d" } }),
      ).rejects.toThrow(/depth of all points.*a/);
  });

  it("jitters the boxes of landmarks that were moved", async () => {
    const source = {
      ...{ kind: "rendered", count: 1, size: 64 },
      convention: { of: "aflw2000-3d" },
    };
    const open = async (boxes: string) =>
      (await openSource(checkSource({ ...source, boxes }, "source"))).sample(0);
    const [tight, jittered] = [await open("tight"), await open("jittered")];
    expect(tight.box).toEqual(tightBox(tight.landmarks));
    expect(jittered.landmarks).toEqual(tight.landmarks);
    expect(jittered.box).not.toEqual(tight.box);
  });
});
