import { spawn } from "node:child_process";
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readSafetensors } from "@fdhm/networks";
import sharp from "sharp";
import { CLI, runCli } from "./testing/run-cli.test.fixture.ts";

const CONFIG = `
name: tiny
network: { inputSize: 48 }
data:
  train: [{ kind: rendered, count: 12, size: 64 }]
  validation: [{ kind: rendered, count: 3, seed: 2, size: 64 }]
  test: { kind: rendered, count: 6, seed: 3, size: 64 }
  packEdge: 64
training: { steps: 6, batchSize: 4, checkpointEvery: 2, validateEvery: 4 }
`;

let folder: string;

const run = (...args: string[]) => runCli(folder, ...args);

const weightsOf = (name: string) =>
  readFile(
    join(folder, "runs", name, "checkpoints", "step-00000006.safetensors"),
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trainer-"));
  await writeFile(join(folder, "tiny.yaml"), CONFIG);
  const { code, stderr } = await run(
    "train",
    "--backend",
    "wasm",
    "--config",
    "tiny.yaml",
  );
  if (code !== 0) throw new Error(stderr);
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

describe("train", () => {
  it("refuses a backend that is not there, before anything is written", async () => {
    const { code, stderr } = await run(
      ...["train", "--config", "tiny.yaml", "--set", "name=elsewhere"],
      ...["--backend", "tfjs-node"],
    );
    expect(code).toBe(1);
    expect(stderr).toBe(
      "Expected one that works here for --backend but received tfjs-node: @tensorflow/tfjs-node is not installed\n",
    );
    await expect(stat(join(folder, "runs/elsewhere"))).rejects.toThrow(
      "ENOENT",
    );
  });

  it("leaves model, table, curve, drawing, metrics and the newest checkpoints", async () => {
    const files = await readdir(join(folder, "runs", "tiny"), {
      recursive: true,
    });
    expect(files.sort()).toEqual([
      "backend.txt",
      "checkpoints",
      "checkpoints/best.safetensors",
      "checkpoints/step-00000002.safetensors",
      "checkpoints/step-00000004.safetensors",
      "checkpoints/step-00000006.safetensors",
      "config.json",
      "decoding.json",
      "errors.json",
      "errors.txt",
      "metrics.jsonl",
      "model.onnx",
      "plots",
      "plots/ced.svg",
      "plots/faces.png",
      "report.html",
    ]);
    expect(
      (await stat(join(folder, "runs/tiny/model.onnx"))).size,
    ).toBeLessThanOrEqual(976 * 1024);
  });

  it("writes the losses and what was measured, step by step", async () => {
    const text = await readFile(
      join(folder, "runs/tiny/metrics.jsonl"),
      "utf8",
    );
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ step, loss }) => [step, loss !== undefined])).toEqual([
      [0, false],
      [2, true],
      [4, true],
      [4, false],
      [6, true],
      [6, false],
    ]);
    for (const { loss } of lines)
      if (loss !== undefined) expect(loss).toBeGreaterThan(0);
    for (const { validation } of lines)
      if (validation !== undefined)
        expect(validation).toHaveProperty("mean", expect.any(Number));
  });

  it("tells epoch, loss, rate and errors by bin, and logs every tenth loss with what it took", async () => {
    const epochs = ["--set", "training.steps=", "--set", "training.epochs=3.2"];
    const set = ["--set", "name=logged", ...epochs];
    const { code, stderr } = await run(
      ...["train", "--backend", "wasm", "--config", "tiny.yaml", ...set],
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /Training: 10\/10 \d+(\.\d)? samples\/s, 0:00 left, epoch 3\.33, loss 0\.\d+, NME % /,
    );
    expect(stderr).toMatch(/Step 4, epoch 1\.33: NME % (\d+-\d+ [\d.]+(, )?)+/);
    const metrics = await readFile(
      join(folder, "runs/logged/metrics.jsonl"),
      "utf8",
    );
    expect(metrics).toMatch(
      /"step":10,"loss":0\.\d+,"waiting":[\d.]+,"seconds":[\d.]+/,
    );
    expect(metrics).toMatch(/"facesPerEpoch":12/);
    // 38.4 crops.
    expect(
      await readFile(join(folder, "runs/logged/config.json"), "utf8"),
    ).toMatch(/"steps": 10,/);
  }, 60_000);

  it("has nothing to train when it is called again, and measures the same", async () => {
    const table = await readFile(join(folder, "runs/tiny/errors.txt"), "utf8");
    const { code, stdout } = await run(
      "train",
      "--backend",
      "wasm",
      "--config",
      "tiny.yaml",
    );
    expect(code).toBe(0);
    expect(stdout).toContain(table);
  }, 60_000);

  it("goes on after a kill exactly where an unbroken run would be", async () => {
    const name = "killed";
    // How many threads fill the batches makes no difference either.
    const args = [
      ...[
        "train",
        "--backend",
        "wasm",
        "--config",
        "tiny.yaml",
        "--set",
        `name=${name}`,
      ],
      ...["--set", "training.readers=2"],
    ];
    const first = join(
      folder,
      "runs",
      name,
      "checkpoints",
      "step-00000002.safetensors",
    );
    const child = spawn(process.execPath, [CLI, ...args], { cwd: folder });
    const gone = new Promise((resolve) => child.on("exit", resolve));
    while (!(await stat(first).catch(() => undefined)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    await gone;
    expect((await run(...args)).code).toBe(0);
    expect((await weightsOf(name)).equals(await weightsOf("tiny"))).toBe(true);
  }, 120_000);

  it("stops at a loss that is no number, naming step, faces and checkpoint, or skips it", async () => {
    const ruin = ["--set", "name=nan", "--set", "training.optimiser.rate=1e38"];
    const config = ["--config", "tiny.yaml", ...ruin];
    const stopped = await run("train", "--backend", "wasm", ...config);
    expect(stopped.code).toBe(1);
    const [, step, loss] = /for loss of step (\d) but received (\S+)/.exec(
      stopped.stderr,
    )!;
    expect(stopped.stderr).toContain(
      `The loss of step ${step} is ${loss}; its faces are `,
    );
    expect(stopped.stderr).toMatch(
      /its faces are (rendered open-face\/\d+(, )?){4}\./,
    );
    expect(stopped.stderr).toMatch(/last good checkpoint is .*(none|step-)/);
    const skipped = await run(
      "train",
      "--backend",
      "wasm",
      ...config,
      "--on-nan",
      "skip",
    );
    expect(skipped.stderr).toContain(`The loss of step ${step} is ${loss};`);
    expect(skipped.stderr).toContain("The loss of step 6 is");
    expect(skipped.stderr).not.toContain("last good checkpoint");
  }, 60_000);

  it("refuses a changed configuration under the same name, before it trains", async () => {
    const { code, stderr } = await run(
      "train",
      "--config",
      "tiny.yaml",
      "--set",
      "training.steps=7",
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/training\.steps: 6 -> 7/);
  });

  it.each([
    ["data.train=[{kind: pts, path: nowhere}]", /nowhere/],
    ["network.preset=fast-dmh", /did you mean "fast-dhm"/],
    ["network.inputSize=50", /inputSize/],
    ["training.batchSize=5", /training\.batchSize/],
    ["training.teacher.model=nobody.onnx", /training\.teacher.*nobody\.onnx/],
    ["training.epochs=2", /training: exactly one of steps and epochs/],
    ["training.optimizer=adam", /did you mean "optimiser"/],
  ])("refuses %s", async (assignment, message) => {
    const { code, stderr } = await run(
      "train",
      "--config",
      "tiny.yaml",
      "--set",
      "name=refused",
      "--set",
      assignment,
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(
      await stat(join(folder, "runs/refused")).catch(() => null),
    ).toBeNull();
  });
});

describe("report", () => {
  const read = (name: string) => readFile(join(folder, name), "utf8");

  it("of a finished run holds curves, errors, faces, machine and configuration, and nothing from elsewhere", async () => {
    const page = await read("runs/tiny/report.html");
    const parts = [
      "after all 6 steps",
      "0-30°",
      "Cumulative error distribution",
      "Mean error of each landmark",
      "Error on the validation set",
      "an epoch",
      "validateEvery: 4",
    ];
    expect(parts.filter((part) => !page.includes(part))).toEqual([]);
    expect(page.match(/data:image\/webp/g)).toHaveLength(6);
    expect(page).not.toMatch(/<script|<link|@import|(src|href)="(?!data:)/);
    expect(page.length).toBeLessThan(3e6);
  });

  it("is written at any time, before anything is saved too", async () => {
    const part = join(folder, "runs/part");
    await mkdir(join(part, "checkpoints"), { recursive: true });
    for (const file of ["config.json", "decoding.json", "metrics.jsonl"])
      await cp(join(folder, "runs/tiny", file), join(part, file));
    const none = await run("report", "runs/part");
    expect({ ...none, stdout: "" }).toMatchObject({ code: 0 });
    expect(await read("runs/part/report.html")).toContain(
      "No weights are saved yet",
    );
    const checkpoint = "checkpoints/step-00000004.safetensors";
    await cp(join(folder, "runs/tiny", checkpoint), join(part, checkpoint));
    const args = ["--price", "0.5", "--out", "now.html"];
    const { code, stdout } = await run("report", "runs/part", ...args);
    expect([code, stdout]).toEqual([0, expect.stringContaining("now.html")]);
    expect(await read("now.html")).toContain("after 4 of 6 steps");
  }, 60_000);

  it("is written of a model, without curves", async () => {
    const model = ["report", "--model", "runs/tiny/model.onnx"];
    const set = ["--data", "rendered:3", "--out", "model.html"];
    expect((await run(...model, ...set)).code).toBe(0);
    const page = await read("model.html");
    expect(page).toContain("Cumulative error distribution");
    expect(page).not.toContain("Configuration");
    const { code, stderr } = await run(...model);
    expect(code).toBe(1);
    expect(stderr).toMatch(/--data and --out with --model/);
    expect((await run("report", "pictures")).stderr).toMatch(
      /a run directory with a config\.json/,
    );
  }, 60_000);
});

describe("export", () => {
  it("writes the model of the run's end, byte for byte", async () => {
    const { code } = await run(
      "export",
      "--run",
      "runs/tiny",
      "--out",
      "m.onnx",
    );
    expect(code).toBe(0);
    expect(
      (await readFile(join(folder, "m.onnx"))).equals(
        await readFile(join(folder, "runs/tiny/model.onnx")),
      ),
    ).toBe(true);
  });

  it("writes weights that another training starts from", async () => {
    const file = "start.safetensors";
    const { stdout } = await run("export", "--run", "runs/tiny", "--out", file);
    expect(stdout).toContain("the newest weights, after 6 steps");
    const settings = [
      `training.from=${file}`,
      "training.optimiser.rate=1e-9",
      "training.steps=2",
      "training.teacher={model: runs/tiny/model.onnx, weight: 0.5}",
    ].flatMap((setting) => ["--set", setting]);
    const config = ["--config", "tiny.yaml", "--set", "name=on", ...settings];
    const { code, stderr } = await run("train", "--backend", "wasm", ...config);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    await run("export", "--run", "runs/on", "--out", "end.safetensors");
    const kernel = async (name: string) =>
      readSafetensors(await readFile(join(folder, name))).tensors.find(
        (tensor) => tensor.name === "block1/pointwise/kernel",
      )!.data;
    const [before, after] = await Promise.all(
      [file, "end.safetensors"].map(kernel),
    );
    const moved = before!.map((value, i) => Math.abs(value - after![i]!));
    expect(Math.max(...before!.map(Math.abs))).toBeGreaterThan(0.1);
    expect(Math.max(...moved)).toBeLessThan(1e-6);
  }, 60_000);

  it("refuses weights of another network before it trains", async () => {
    await writeFile(join(folder, "cut.safetensors"), "no weights");
    for (const from of ["cut.safetensors", "missing.safetensors"]) {
      const config = ["--config", "tiny.yaml", "--set", "name=never"];
      const { code, stderr } = await run(
        ...[
          "train",
          "--backend",
          "wasm",
          ...config,
          "--set",
          `training.from=${from}`,
        ],
      );
      expect(code).toBe(1);
      expect(stderr).toContain(from);
    }
    expect(await readdir(join(folder, "runs"))).not.toContain("never");
  });

  it("writes half floats and a fixed batch where it is told to", async () => {
    const { code, stdout } = await run(
      ...["export", "--run", "runs/tiny", "--out", "half.onnx"],
      ...["--weights", "float16", "--batch", "1"],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/half\.onnx: \d+ kB/);
    const [half, full] = await Promise.all(
      ["half.onnx", "m.onnx"].map((name) => readFile(join(folder, name))),
    );
    expect(half?.length).toBeLessThan(0.65 * (full?.length ?? 0));
    const evaluated = await run(
      ...["evaluate", "--model", "half.onnx", "--data", "rendered:3"],
    );
    expect(evaluated.code).toBe(0);
  }, 60_000);

  it.each([
    [
      "--weights",
      "int8",
      'Expected float32 or float16 for --weights but received "int8"',
    ],
    [
      "--batch",
      "0",
      'Expected free or a whole number from 1 to 999999 for --batch but received "0"',
    ],
    ["--batch", "many", 'for --batch but received "many"'],
  ])("refuses %s %s", async (option, value, message) => {
    const { code, stderr } = await run(
      ...["export", "--run", "runs/tiny", "--out", "n.onnx", option, value],
    );
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(await stat(join(folder, "n.onnx")).catch(() => null)).toBeNull();
  });

  it("refuses a folder that is no run", async () => {
    const { code, stderr } = await run(
      "export",
      "--run",
      ".",
      "--out",
      "n.onnx",
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/a run directory/);
  });
});

describe("evaluate", () => {
  it("prints the table by pose bin and writes curve and predictions", async () => {
    const { code, stdout } = await run(
      ...["evaluate", "--model", "runs/tiny/model.onnx"],
      ...["--data", "rendered:12", "--plot", "ced.svg", "--output", "p.json"],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/0-30 +30-60 +60-90 +mean of bins/);
    expect(await readFile(join(folder, "ced.svg"), "utf8")).toMatch(/^<svg/);
    const { official } = JSON.parse(
      await readFile(join(folder, "p.json"), "utf8"),
    ) as { official: Record<string, number[][]> };
    expect(Object.values(official).map((points) => points.length)).toEqual(
      new Array(12).fill(68),
    );
  }, 60_000);

  it("measures the score on faces and on crops without one, and draws where it is wrong", async () => {
    const args = [
      ...["evaluate", "--model", "runs/tiny/model.onnx"],
      ...["--data", "rendered:4?size=128", "--score", "--sheet", "errors.png"],
    ];
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/4 faces against +crops +AUC %/);
    expect(stdout).toMatch(/half faces +12 +\d/);
    expect(stdout).toMatch(/no faces +12 +\d/);
    const sheet = await sharp(join(folder, "errors.png")).metadata();
    expect(sheet.width).toBe(6 * 320);
    // The same crops every time.
    expect((await run(...args)).stdout).toBe(stdout);
    const alone = await run(...args.filter((arg) => arg !== "--score"));
    expect(alone.code).toBe(1);
    expect(alone.stderr).toMatch(/--score with it for --sheet/);
  }, 60_000);

  it("takes the shipped model by its name, which knows faces that it has not seen", async () => {
    const { code, stdout } = await run(
      ...["evaluate", "--model", "fast-dhm", "--data", "rendered:12:9"],
    );
    expect(code).toBe(0);
    const row = stdout.split("\n")[1]!.split(/\s+/);
    expect(row.slice(0, 3)).toEqual(["fast-dhm", "12", "0"]);
    const mean = Number(row[7]);
    expect(mean).toBeGreaterThan(1);
    expect(mean).toBeLessThan(12);
  }, 60_000);

  it("refuses a set that is not there and a model that is not ours", async () => {
    const model = join("runs/tiny/model.onnx");
    const missing = await run("evaluate", "--model", model, "--data", "gone");
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/--data.*"gone"/);
    await writeFile(join(folder, "text.onnx"), "this is no network");
    const foreign = await run(
      ...["evaluate", "--model", "text.onnx", "--data", "rendered:1"],
    );
    expect(foreign.code).toBe(1);
    expect(foreign.stderr).toMatch(/text\.onnx/);
  });
});

describe("align", () => {
  const model = ["--model", "runs/tiny/model.onnx"];

  beforeAll(async () => {
    await mkdir(join(folder, "pictures"));
    await sharp({
      create: { width: 80, height: 60, channels: 3, background: "#a08070" },
    })
      .png()
      .toFile(join(folder, "pictures/a.png"));
    await writeFile(join(folder, "pictures/broken.jpg"), "not a picture");
  });

  it("draws and writes one picture", async () => {
    const { code } = await run(
      ...["align", ...model, "--image", "pictures/a.png"],
      ...["--box", "20,10,40,40", "--draw", "a.png", "--output", "a.json"],
    );
    expect(code).toBe(0);
    const [face] = JSON.parse(await readFile(join(folder, "a.json"), "utf8"));
    expect(face.landmarks).toHaveLength(68);
    expect(face.landmarks[0]).toHaveLength(3);
    expect(face.visibility).toHaveLength(68);
    expect(Object.keys(face.pose)).toEqual(["pitch", "yaw", "roll"]);
    expect(face.score).toBeGreaterThanOrEqual(0);
    const drawn = await sharp(join(folder, "a.png")).metadata();
    expect([drawn.width, drawn.height]).toEqual([640, 480]);
  });

  it("keeps a list's order and says what could not be done", async () => {
    const box = { x: 20, y: 10, width: 40, height: 40 };
    await writeFile(
      join(folder, "faces.json"),
      JSON.stringify([
        { image: "pictures/a.png", box },
        { image: "pictures/broken.jpg", box },
        { image: "pictures/a.png", box: { ...box, x: 500 } },
        { image: "pictures/a.png", box, boxKind: "detector" },
      ]),
    );
    const { code, stderr } = await run(
      ...["align", ...model, "--input", "faces.json", "--output", "out.json"],
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\.jpg/);
    const faces = JSON.parse(await readFile(join(folder, "out.json"), "utf8"));
    expect(faces.map((face: { image: string }) => face.image)).toEqual([
      "pictures/a.png",
      "pictures/broken.jpg",
      "pictures/a.png",
      "pictures/a.png",
    ]);
    expect(faces[0].landmarks).toHaveLength(68);
    expect(faces[1].error).toMatch(/picture/);
    expect(faces[2].error).toMatch(/box/);
    expect(faces[3].landmarks).toHaveLength(68);
  });

  it("refuses a box that is none and a call without a picture", async () => {
    const box = await run(
      ...["align", ...model, "--image", "pictures/a.png", "--box", "1,2,x,4"],
    );
    expect(box.code).toBe(1);
    expect(box.stderr).toMatch(/--box/);
    const nothing = await run("align", ...model);
    expect(nothing.code).toBe(1);
    expect(nothing.stderr).toMatch(/--image/);
  });
});

describe("a folder of .pts files", () => {
  it("can be measured on, and a broken label is named", async () => {
    const set = join(folder, "pts");
    await mkdir(set);
    await cp(join(folder, "pictures/a.png"), join(set, "a.png"));
    const points = Array.from(
      { length: 68 },
      (_, k) => `${21 + (k % 9) * 4} ${11 + Math.floor(k / 9) * 5}`,
    );
    const pts = (lines: string[]) =>
      `version: 1\nn_points: ${lines.length}\n{\n${lines.join("\n")}\n}\n`;
    await writeFile(join(set, "a.pts"), pts(points));
    const args = [
      "evaluate",
      "--model",
      "runs/tiny/model.onnx",
      "--data",
      "pts",
    ];
    expect((await run(...args)).code).toBe(0);
    await writeFile(join(set, "a.pts"), pts(points.slice(1)));
    const { code, stderr } = await run(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/68.*67.*a\.pts/);
  });
});
