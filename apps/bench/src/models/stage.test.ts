import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openRuntime, type Runtime } from "../runtimes/runtime.ts";
import { peppaSlim160 } from "../peers/peppa-slim160.ts";
import {
  ourTinyOnnx,
  peppaTinyOnnx,
} from "../testing/tiny-onnx.test.fixture.ts";
import type { LandmarkModel } from "./landmark-model.ts";
import { ourModel } from "./our-model.ts";
import { Stage } from "./stage.ts";

/** 80 x 60 of one colour, RGBA. */
const red = 200;
const [green, blue] = [100, 50];
const picture = {
  data: new Uint8ClampedArray(80 * 60 * 4).map(
    (_, i) => [red, green, blue, 255][i % 4]!,
  ),
  ...{ width: 80, height: 60, channels: 4 as const },
};
const box = { x: 30, y: 20, width: 20, height: 20 };

let runtime: Runtime;
const stages: Stage[] = [];
async function open(model: LandmarkModel, bytes: Uint8Array): Promise<Stage> {
  const file = { path: "tiny.onnx", bytes, parameters: 0 };
  const runsIn = ["wasm"] as const;
  const stage = await Stage.open(runtime, { ...model, ...file, runsIn });
  stages.push(stage);
  return stage;
}

beforeAll(async () => {
  const opened = await openRuntime("wasm");
  if ("missing" in opened) throw new Error(opened.missing);
  ({ runtime } = opened);
});
afterAll(async () => {
  for (const stage of stages) await stage.release();
});

describe("Stage", () => {
  it("puts a model's points into the picture", async () => {
    const points = new Float32Array(204);
    points.set([-0.5, 0.25, 0.1], 0);
    const bytes = ourTinyOnnx(points);
    const stage = await open(ourModel(bytes, "tiny.onnx"), bytes);
    const found = await stage.align(picture, box);
    // The window is 1.5 x 20 px about (40, 30).
    expect(found[0]).toBeCloseTo(40 - 15, 4);
    expect(found[1]).toBeCloseTo(30 + 7.5, 4);
    expect(found[2]).toBeCloseTo(3, 4);
    expect(found[3]).toBeCloseTo(40, 4);
    const wider = await stage.align(picture, box, {
      ...{ base: "longer", scale: 3, shift: [0.5, 0] },
    });
    expect(wider[0]).toBeCloseTo(50 - 30, 4);
  });

  it("feeds blue, green and red to a model that wants them so", async () => {
    // The first three numbers are the means of the planes.
    const gain = new Float32Array(3 * 143);
    for (let plane = 0; plane < 3; plane++) gain[plane * 143 + plane] = 1;
    const model = { ...peppaSlim160, window: WHOLE };
    const bytes = peppaTinyOnnx([0, 0], gain);
    const stage = await open(model, bytes);
    const [x0, y0, , x1] = await stage.align(picture, box);
    const plane = (byte: number) => (byte - 127) / 127;
    const px = (value: number, centre: number) =>
      centre + (value - 0.5 + 0.5 / 160) * 20;
    expect(x0).toBeCloseTo(px(plane(blue), 40), 1);
    expect(y0).toBeCloseTo(px(plane(green), 30), 1);
    expect(x1).toBeCloseTo(px(plane(red), 40), 1);
  });

  it("refuses points that are no numbers, and takes those that a model does not have", async () => {
    const bytes = ourTinyOnnx(new Float32Array(204).fill(NaN, 9, 12));
    const model = ourModel(bytes, "tiny.onnx");
    const broken = await open(model, bytes);
    await expect(broken.align(picture, box)).rejects.toThrow(
      /finite pixels for landmark 3 of tiny/,
    );
    const without = await open({ ...model, absent: [3] }, bytes);
    expect((await without.align(picture, box))[9]).toBeNaN();
  });

  it("refuses a file that is cut, and one with another input, naming it", async () => {
    const bytes = ourTinyOnnx(new Float32Array(204));
    const model = ourModel(bytes, "tiny.onnx");
    await expect(open(model, bytes.subarray(0, 900))).rejects.toThrow(
      /onnxruntime can run.*tiny\.onnx/,
    );
    await expect(open({ ...model, input: "x" }, bytes)).rejects.toThrow(
      /one input "x" for model but received \["image"\] \(tiny\.onnx\)/,
    );
  });
});

const WHOLE = { base: "longer", scale: 1, shift: [0, 0] } as const;
