import { execFile, execFileSync, spawn } from "node:child_process";
import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { CLI, runCli } from "../testing/run-cli.test.fixture.ts";

const CONFIG = `
name: sound
network: { inputSize: 48, cnnWidth: 0.5 }
data:
  train: [{ kind: rendered, count: 6, size: 48 }]
  validation: [{ kind: rendered, count: 2, seed: 2, size: 48 }]
  test: { kind: rendered, count: 2, seed: 3, size: 48 }
  packEdge: 48
training: { steps: 6, batchSize: 2, workers: 1, readers: 0, checkpointEvery: 2, validateEvery: 6 }
`;
const LAST = "checkpoints/step-00000006.safetensors";

let folder: string;
let sound: Buffer;
const run = (...args: string[]) => runCli(folder, ...args);
const train = (name: string) => [
  ...[
    "train",
    "--backend",
    "wasm",
    "--config",
    "sound.yaml",
    "--set",
    `name=${name}`,
  ],
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trouble-"));
  await writeFile(join(folder, "sound.yaml"), CONFIG);
  const { code, stderr } = await run(...train("sound"));
  if (code !== 0) throw new Error(stderr);
  sound = await readFile(join(folder, "runs/sound", LAST));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** Whether a disk of a few MB can be had here, by root or in a user namespace of its own. */
function hasSmallDisks(): boolean {
  try {
    execFileSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", tmpdir()], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

const smallDisks = hasSmallDisks();

(smallDisks ? describe : describe.skip)(
  `training on a disk of its own${smallDisks ? "" : " (skipped: none can be mounted here)"}`,
  () => {
    it("keeps the last good checkpoint when it is full, says so, and goes on with room", async () => {
      await mkdir(join(folder, "disk"));
      const command = `node ${CLI} ${train("full").join(" ")} --runs disk`;
      // Two checkpoints find room, the third does not.
      const script = `
        mount -t tmpfs -o size=$(( 5 * ${sound.length} / 2 )) none disk
        ${command} 2> full.txt; echo $? >> full.txt
        ls disk/full/checkpoints > left.txt
        mount -o remount,ro disk
        ${command} 2> read-only.txt; echo $? >> read-only.txt
        mount -o remount,rw,size=64m disk
        ${command} 2> room.txt; echo $? >> room.txt
        cp disk/full/${LAST} end.safetensors`;
      await new Promise<void>((resolve, reject) => {
        execFile(
          "unshare",
          ["-rm", "sh", "-c", script],
          { cwd: folder },
          (error) => (error ? reject(error) : resolve()),
        );
      });
      const told = (name: string) => readFile(join(folder, name), "utf8");
      const full = await told("full.txt");
      expect(full).toMatch(/last good checkpoint is .*step-00000004/);
      expect(full).toMatch(/a place that can be written .* ENOSPC/);
      expect(full).not.toMatch(/on-nan/);
      expect(full).toMatch(/\n1\n$/);
      expect((await told("left.txt")).split("\n")).toEqual([
        "step-00000002.safetensors",
        "step-00000004.safetensors",
        "",
      ]);
      const readOnly = await told("read-only.txt");
      expect(readOnly).toMatch(/a folder that can be written .* EROFS/);
      expect(readOnly).toMatch(/\n1\n$/);
      expect(await told("room.txt")).toMatch(/\n0\n$/);
      const end = await readFile(join(folder, "end.safetensors"));
      expect(end.equals(sound)).toBe(true);
    }, 60_000);
  },
);

describe("training from a checkpoint that was cut", () => {
  it("goes back to the one before it, says so, and comes to the same end", async () => {
    const last = join(folder, "runs/sound", LAST);
    await truncate(last, sound.length - 100);
    const { code, stderr } = await run(...train("sound"));
    expect(code).toBe(0);
    expect(stderr).toMatch(/Went back to step 4: Expected .*step-00000006/);
    expect((await readFile(last)).equals(sound)).toBe(true);
  }, 60_000);
});

describe("Ctrl-C", () => {
  /** Starts a long training, waits for its first checkpoint, and gathers what it says. */
  async function start(name: string) {
    const long = [...train(name), "--set", "training.steps=100000"];
    const child = spawn(process.execPath, [CLI, ...long], { cwd: folder });
    let said = "";
    child.stderr.on("data", (text: Buffer) => (said += text.toString()));
    const gone = new Promise((resolve) => child.on("exit", resolve));
    const first = join(
      folder,
      `runs/${name}/checkpoints/step-00000002.safetensors`,
    );
    while (!(await stat(first).catch(() => undefined)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    return { child, gone, said: () => said };
  }

  it("finishes the step, saves it, and says how to go on", async () => {
    const { child, gone, said } = await start("stopped");
    child.kill("SIGINT");
    expect(await gone).toBe(130);
    const [, steps] =
      /Stopped after (\d+) of 100000 steps, saved in .*; the same command goes on/.exec(
        said(),
      )!;
    const saved = `runs/stopped/checkpoints/step-${steps!.padStart(8, "0")}.safetensors`;
    expect((await stat(join(folder, saved))).size).toBeGreaterThan(0);
  }, 60_000);

  it("leaves at once when pressed again", async () => {
    const { child, gone, said } = await start("left");
    child.kill("SIGINT");
    while (!said().includes("again to leave"))
      await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill("SIGINT");
    expect(await gone).toBe(130);
    expect(said()).not.toMatch(/Stopped after/);
  }, 60_000);
});

describe("trainings side by side", () => {
  it("keep their directories apart, and a second one of the same run is refused", async () => {
    const long = [...train("long"), "--set", "training.steps=100000"];
    const child = spawn(process.execPath, [CLI, ...long], { cwd: folder });
    const gone = new Promise((resolve) => child.on("exit", resolve));
    const first = join(
      folder,
      "runs/long/checkpoints/step-00000002.safetensors",
    );
    while (!(await stat(first).catch(() => undefined)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const [same, other] = await Promise.all([
      run(...long),
      run(...train("other")),
    ]);
    expect(same.code).toBe(1);
    expect(same.stderr).toMatch(
      `no other process works on for run directory but received process ${child.pid}`,
    );
    expect(other.code).toBe(0);
    const end = await readFile(join(folder, "runs/other", LAST));
    expect(end.equals(sound)).toBe(true);
    expect(child.exitCode).toBeNull();
    child.kill("SIGINT");
    expect(await gone).toBe(130);
  }, 60_000);
});
