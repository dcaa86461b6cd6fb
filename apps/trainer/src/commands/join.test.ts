import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createNetwork, exportOnnx, landmarkModel } from "@fdhm/networks";
import { meanFace } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import sharp from "sharp";
import { networkSchema } from "../config/network-schema.ts";
import { decodingOf } from "../faces/decoding.ts";
import { runCli } from "../testing/run-cli.test.fixture.ts";
import { networkChoice } from "../training/network-choice.ts";
import { startingWeights } from "../training/starting-weights.ts";

let folder: string;
const run = (...args: string[]) => runCli(folder, ...args);
const read = (name: string) => readFile(join(folder, name));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "join-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("shards of prepare", () => {
  const pack = ["prepare", "pack", "rendered:7?size=48", "--edge", "32"];

  it("are joined to the pack that one machine writes", async () => {
    const packed = [await run(...pack, "--out", "whole.pack")];
    for (const shard of ["2/3", "1/3", "3/3"])
      packed.push(await run(...pack, "--out", "set.pack", "--shard", shard));
    expect(packed.filter(({ code }) => code !== 0)).toEqual([]);
    const pieces = [3, 1, 2].map((i) => `set.${i}-of-3.pack`);
    expect(await run("join", ...pieces, "--out", "all.pack")).toEqual({
      code: 0,
      stdout: "7 faces of 3 shards in all.pack\n",
      stderr: "",
    });
    expect((await read("all.pack")).equals(await read("whole.pack"))).toBe(
      true,
    );
  }, 60_000);

  it("are refused where one is missing, and where there are more than faces", async () => {
    const pieces = ["set.1-of-3.pack", "set.3-of-3.pack"];
    const missing = await run("join", ...pieces, "--out", "part.pack");
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/each of the 3 shards of set\.pack once/);
    expect(await readdir(folder)).not.toContain("part.pack");
    const many = await run(...pack, "--out", "set.pack", "--shard", "1/8");
    expect(many.stderr).toMatch(/at most 7 shards/);
    const kind = await run("join", ...pieces, "--out", "part.json");
    expect(kind.stderr).toMatch(/a \.json file, as --out is/);
  });
});

describe("shards of align", () => {
  it("are joined to the list that one machine writes, faces that failed included", async () => {
    const open = await loadOpenFace();
    const face = meanFace(open);
    const network = createNetwork(
      networkChoice(networkSchema.parse({ inputSize: 48 }), {
        meanFace: face.landmarks,
        model: landmarkModel(open),
      }),
    );
    const weights = await startingWeights(network, 1, undefined);
    const decoding = decodingOf("fast-dhm", 48, face);
    await writeFile(
      join(folder, "m.onnx"),
      exportOnnx(network, weights, decoding),
    );
    await sharp({
      create: { width: 80, height: 60, channels: 3, background: "#a08070" },
    }).toFile(join(folder, "a.png"));
    const faces = Array.from({ length: 5 }, (_, i) => ({
      image: i === 3 ? "gone.png" : "a.png",
      box: { x: 10 + i, y: 10, width: 40, height: 40 },
    }));
    await writeFile(join(folder, "faces.json"), JSON.stringify(faces));
    const align = ["align", "--model", "m.onnx", "--input", "faces.json"];
    expect((await run(...align, "--output", "whole.json")).code).toBe(1);
    const codes = [];
    for (const shard of ["1/2", "2/2"]) {
      const part = ["--output", "out.json", "--shard", shard];
      codes.push((await run(...align, ...part)).code);
    }
    expect(codes).toEqual([0, 1]);
    const pieces = ["out.2-of-2.json", "out.1-of-2.json"];
    const { code } = await run("join", ...pieces, "--out", "out.json");
    expect(code).toBe(0);
    expect(String(await read("out.json"))).toBe(
      String(await read("whole.json")),
    );
    const bare = await run(...align, "--shard", "1/2");
    expect(bare.stderr).toMatch(/--input and --output with it for --shard/);
  }, 60_000);
});
