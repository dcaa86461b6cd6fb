import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { scatteredFace, symmetricOffsets } from "./convention.test.fixture.ts";
import {
  faceSize,
  readConvention,
  writeConvention,
} from "./label-convention.ts";

const random = createRandom(7);

describe("faceSize", () => {
  it("is the same for a turned face, and goes with its scale", () => {
    const frontal = { pitch: 0, yaw: 0, roll: 0 };
    const turned = { pitch: 0.3, yaw: -1.2, roll: 0.5 };
    const face = scatteredFace(createRandom(1), frontal);
    const size = faceSize(face);
    expect(faceSize(scatteredFace(createRandom(1), turned))).toBeCloseTo(
      size,
      3,
    );
    expect(faceSize(face.map((value) => 3 * value))).toBeCloseTo(3 * size, 3);
  });

  it("is unknown where depth is", () => {
    expect(faceSize(Float32Array.of(1, 2, NaN, 3, 4, 5))).toBeNaN();
  });
});

describe("readConvention", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "convention-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(text: string) {
    const file = join(folder, "theirs.json");
    await writeFile(file, text);
    return readConvention(file);
  }

  it("reads what was written, to four digits", async () => {
    const written = symmetricOffsets(random);
    const { name, offsets } = await read(writeConvention(written));
    expect(name).toBe("theirs");
    offsets.forEach((offset, i) =>
      expect(Math.abs(offset - written.offsets[i]!)).toBeLessThan(1e-4),
    );
  });

  it("refuses offsets that differ from left to right", async () => {
    const { name, offsets } = symmetricOffsets(random);
    const skew = offsets.slice();
    skew[3 * 36] = skew[3 * 36]! + 0.05;
    await expect(
      read(writeConvention({ name, offsets: skew })),
    ).rejects.toThrow(/mirrored.*landmark 36.*theirs\.json/);
  });

  it("names the file and the place at fault", async () => {
    await expect(read("{")).rejects.toThrow(/readable JSON.*theirs\.json/);
    await expect(
      read(JSON.stringify({ name: "x", offsets: [[0, 0]] })),
    ).rejects.toThrow(/offsets.*theirs\.json/);
    const far = symmetricOffsets(random);
    far.offsets[7] = 3;
    await expect(read(writeConvention(far))).rejects.toThrow(/offsets\.2/);
  });
});
