import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openRenderedFaces, readPack, writePts } from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import sharp from "sharp";
import { runCli } from "../../testing/run-cli.test.fixture.ts";

let folder: string;
const run = (...args: string[]) => runCli(folder, ...args);

/** A face of which one thing is at fault: its label, its picture, or nothing. */
async function addFace(
  name: string,
  fault?: "label" | "picture",
  set = "faces",
) {
  const file = join(folder, set, name);
  const lines = Array.from(
    { length: fault === "label" ? 5 : 68 },
    (_, k) => `${21 + (k % 9) * 4} ${11 + Math.floor(k / 9) * 5}`,
  );
  await writeFile(
    `${file}.pts`,
    `version: 1\nn_points: ${lines.length}\n{\n${lines.join("\n")}\n}\n`,
  );
  const picture = await sharp({
    create: { width: 80, height: 60, channels: 3, background: "#a08070" },
  })
    .png()
    .toBuffer();
  await writeFile(
    `${file}.png`,
    fault === "picture" ? picture.subarray(0, 60) : picture,
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "prepare-"));
  await mkdir(join(folder, "faces"));
  await addFace("a");
  await addFace("b", "label");
  await addFace("c", "picture");
  await addFace("d");
});
afterAll(() => rm(folder, { recursive: true }));

describe("prepare inspect", () => {
  it("counts, names what is broken, and draws the others", async () => {
    const args = ["prepare", "inspect", "faces", "--sheet", "sheet.png"];
    const { code, stdout } = await run(...args);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^faces: 2 faces of 3\nwith depth 0, pose 0/);
    expect(stdout).toMatch(/2 broken:\n {2}b: .*68.*\n {2}c: .*c\.png/);
    const { width, height } = await sharp(join(folder, "sheet.png")).metadata();
    expect([width, height]).toEqual([8 * 320, 320]);
  });

  it("shows how poses are spread", async () => {
    const { code, stdout } = await run("prepare", "inspect", "rendered:12");
    expect(code).toBe(0);
    expect(stdout).toMatch(/12 faces of 12\nwith depth 12 \(100 %\), pose 12/);
    const yaw = /yaw, degrees\n((?: .*\n)+)/.exec(stdout)![1]!;
    const counts = [...yaw.matchAll(/to -?\d+ +(\d+)/g)].map((m) => +m[1]!);
    expect(counts.reduce((a, b) => a + b)).toBe(12);
  });
});

describe("prepare pack", () => {
  it("writes the same file, however many threads share the work", async () => {
    for (const threads of ["1", "2"])
      await run(
        ...["prepare", "pack", "rendered:130?size=32", "--edge", "32"],
        ...["--threads", threads, "--out", `${threads}.pack`],
      );
    const [one, two] = await Promise.all(
      ["1.pack", "2.pack"].map((name) => readFile(join(folder, name))),
    );
    expect(one!.length).toBeGreaterThan(130 * 32 * 32 * 3);
    expect(one!.equals(two!)).toBe(true);
    expect((await run("prepare", "inspect", "1.pack")).stdout).toMatch(
      /130 faces of 130/,
    );
  }, 60_000);

  it("ends at what is broken, or leaves it out and says so", async () => {
    const args = ["prepare", "pack", "faces", "--out", "faces.pack"];
    const refused = await run(...args);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/b\.pts/);
    await expect(readFile(join(folder, "faces.pack"))).rejects.toThrow();
    const { code, stdout } = await run(...args, "--skip-broken");
    expect(code).toBe(0);
    expect(stdout).toMatch(/2 broken:.*\n.*\n.*\n2 faces of faces in/);
    const pack = await readPack(join(folder, "faces.pack"));
    expect(pack.names).toEqual(["a", "d"]);
  });

  it("goes on where all that one thread has is broken", async () => {
    await mkdir(join(folder, "half"));
    for (let i = 0; i < 128; i++)
      await addFace(`${1000 + i}`, i < 64 ? "picture" : undefined, "half");
    const { code, stdout } = await run(
      ...["prepare", "pack", "half", "--out", "half.pack", "--edge", "32"],
      ...["--threads", "2", "--skip-broken"],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^64 broken:[^]*\n64 faces of half in half\.pack/);
  }, 60_000);

  it("is a source to train on", async () => {
    await writeFile(
      join(folder, "packed.yaml"),
      `
name: packed
network: { inputSize: 48 }
data:
  train: [{ kind: pack, path: faces.pack }]
  validation: [{ kind: rendered, count: 2, size: 64 }]
  test: { kind: rendered, count: 2, seed: 3, size: 64 }
training: { steps: 2, batchSize: 2 }
`,
    );
    const { code, stderr } = await run("train", "--config", "packed.yaml");
    expect(stderr).not.toMatch(/Expected/);
    expect(code).toBe(0);
  }, 60_000);

  it("refuses a pack that was cut, and numbers out of range", async () => {
    const whole = await readFile(join(folder, "faces.pack"));
    await writeFile(join(folder, "cut.pack"), whole.subarray(0, 9000));
    const cut = await run("prepare", "inspect", "cut.pack");
    expect(cut.code).toBe(1);
    expect(cut.stderr).toMatch(/cut\.pack, byte 9000/);
    const args = ["prepare", "pack", "faces", "--out", "x.pack"];
    const edge = await run(...args, "--edge", "7");
    expect(edge.code).toBe(1);
    expect(edge.stderr).toMatch(/whole number from 32 to 512 for --edge/);
  });
});

describe("sets made from photographs", () => {
  let taken = 0;

  beforeAll(async () => {
    const model = await loadOpenFace();
    const people = openRenderedFaces({
      ...{ model, count: 30, seed: 1, size: 96 },
      accessories: { hand: 0, mask: 0, object: 0, patch: 0 },
    });
    await mkdir(join(folder, "people"));
    for await (const { name, readPicture, landmarks, pose } of people) {
      if (Math.abs(pose!.yaw) > 0.3 || Math.abs(pose!.pitch) > 0.3) continue;
      const { data, width, height } = await readPicture();
      const raw = { width, height, channels: 3 } as const;
      await sharp(data, { raw }).toFile(join(folder, "people", `${name}.png`));
      await writePts(join(folder, "people", `${name}.pts`), landmarks);
      taken++;
    }
    expect(taken).toBeGreaterThan(1);
  });

  it("turns every head outwards to the profile", async () => {
    const { code, stdout, stderr } = await run(
      ...["prepare", "profile", "--from", "people", "--turns", "4"],
      ...["--size", "96", "--edge", "64", "--out", "profiles.pack"],
    );
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(`${4 * taken} faces of profiled people in`);
    const pack = await readPack(join(folder, "profiles.pack"));
    const yaws = pack.poses.filter((_, i) => i % 3 === 1).map(Math.abs);
    expect(Math.max(...yaws)).toBeGreaterThan(1.2);
    expect(yaws.every(Number.isFinite)).toBe(true);
    expect(pack.landmarks.every(Number.isFinite)).toBe(true);
    expect(pack.visibility.every(Number.isFinite)).toBe(true);
  }, 60_000);

  it("fits a jaw, into a folder that is read as 300W-LP", async () => {
    const { code, stderr } = await run(
      ...["prepare", "refit", "--from", "people", "--marked", "jaw"],
      ...["--out", "fitted"],
    );
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const { stdout } = await run("prepare", "inspect", "300w-lp:fitted");
    expect(stdout).toMatch(`${taken} faces of ${taken}`);
    expect(stdout).toMatch(
      `with depth ${taken} (100 %), pose ${taken} (100 %)`,
    );
  }, 60_000);

  it("are refused where a setting is, or the place to write to", async () => {
    const args = ["prepare", "refit", "--from", "people"];
    const share = await run(...args, "--out", "x.pack", "--accepted", "x");
    expect(share.code).toBe(1);
    expect(share.stderr).toMatch(/accepted: Invalid input/);
    const place = await run(...args, "--out", "x.zip");
    expect(place.code).toBe(1);
    expect(place.stderr).toMatch(/a \.pack file or a folder for --out/);
  });
});
