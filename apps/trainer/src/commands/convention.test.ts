import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.test.fixture.ts";

let folder: string;
const run = (...args: string[]) => runCli(folder, ...args);
const shipped = ["--model", "fast-dhm"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "convention-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** How much higher the brows than the eyes of a set lie than the shipped model has them, in sizes of a face. */
async function browsAboveEyes(set: string): Promise<number> {
  const fitted = await run(
    ...["convention", ...shipped, "--name", "found", "--out", "found.json"],
    ...["--data", set],
  );
  expect(fitted).toMatchObject({ code: 0 });
  expect(fitted.stdout).toMatch(/^found from 40 faces of .*% of a face/);
  const { offsets } = JSON.parse(
    await readFile(join(folder, "found.json"), "utf8"),
  ) as { offsets: [number, number, number][] };
  const height = (first: number, end: number) =>
    offsets.slice(first, end).reduce((sum, [, y]) => sum + y, 0) /
    (end - first);
  return height(17, 27) - height(36, 48);
}

describe("convention", () => {
  it("is found again where labels were moved by it", async () => {
    const raised = Array.from({ length: 68 }, (_, k) => [
      0,
      k >= 17 && k < 27 ? 0.2 : 0,
      0,
    ]);
    await writeFile(
      join(folder, "raised.json"),
      JSON.stringify({ name: "raised", offsets: raised }),
    );
    const before = await browsAboveEyes("rendered:40");
    const after = await browsAboveEyes(
      "rendered:40?convention={of: raised.json}",
    );
    expect(Math.abs(after - before - 0.2)).toBeLessThan(0.03);
  }, 120_000);

  it("refuses a file that is none before anything is read or written", async () => {
    await writeFile(join(folder, "broken.json"), '{"name": "x"}');
    const out = await run(
      ...["prepare", "pack", "rendered:4?convention={of: broken.json}"],
      ...["--out", "x.pack"],
    );
    expect(out.code).toBe(1);
    expect(out.stderr).toMatch(/label convention at offsets.*broken\.json/);
    expect(await readdir(folder)).not.toContain("x.pack");
  }, 30_000);

  it("is known by the name of AFLW2000-3D, mirrored alike", async () => {
    const packed = await run(
      ...["prepare", "pack", "rendered:2?convention={of: aflw2000-3d}"],
      ...["--out", "moved.pack"],
    );
    expect(packed).toMatchObject({ code: 0 });
    expect(packed.stdout).toMatch(/2 faces of .* as aflw2000-3d/);
  }, 30_000);
});
