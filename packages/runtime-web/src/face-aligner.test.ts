import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  protocolWindow,
  sampleCrop,
  stringifyDecoding,
  toPicture,
} from "@fdhm/landmarks";
import { FaceAligner } from "./face-aligner.ts";
import { fakeOnnx } from "./testing/fake-onnx.ts";
import { noise, tinyDecoding } from "./testing/tiny-face.ts";
import {
  echoWeights,
  tinyModel,
  type TinyModel,
} from "./testing/tiny-model.ts";

const decoding = tinyDecoding(16);
const bias = decoding.meanFace;
const box = { x: 22, y: 11, width: 30, height: 24 };
const image = noise(80, 60, 4);

function load(change: Partial<TinyModel> = {}) {
  return FaceAligner.load(tinyModel({ decoding, bias, ...change }));
}

describe("FaceAligner", () => {
  /** Gives back the crop that it was fed. */
  let echo: FaceAligner;
  /** Finds the mean face in any picture. */
  let constant: FaceAligner;

  beforeAll(async () => {
    // Two at once: the runtime must start only once.
    [echo, constant] = await Promise.all([
      load({ weights: echoWeights(16), bias: new Float32Array(204) }),
      load(),
    ]);
  });

  afterAll(async () => {
    await echo.dispose();
    await constant.dispose();
  });

  it("feeds the network exactly what sampleCrop makes of the picture", async () => {
    const window = protocolWindow(box, decoding.boxScale, decoding.boxShift);
    const crop = new Float32Array(3 * 16 * 16);
    sampleCrop(image, window, 16, decoding.normalisation, "nchw", crop);
    const points = toPicture(crop.subarray(0, 204), window);
    const { landmarks, score } = await echo.align(image, box);
    for (let i = 0; i < 204; i++)
      if (i % 3 !== 2) expect(landmarks[i]).toBe(points[i]);
    const mean = crop.reduce((sum, value) => sum + value, 0) / crop.length;
    expect(score).toBeCloseTo(1 / (1 + Math.exp(-mean)), 5);
  });

  it("hands on how sure the model is, in px, if it tells", async () => {
    const uncertainty = Float32Array.from({ length: 68 }, (_, k) => k / 1000);
    const sure = await load({ uncertainty });
    const found = await sure.align(image, box);
    await sure.dispose();
    const { side } = protocolWindow(box, decoding.boxScale);
    found.uncertainty!.forEach((value, k) =>
      expect(value).toBeCloseTo((side * k) / 1000, 4),
    );
    expect(found.uncertainty).toHaveLength(68);
    expect("uncertainty" in (await constant.align(image, box))).toBe(false);
    const short = await load({ uncertainty: [1, 2] });
    await expect(short.align(image, box)).rejects.toThrow(
      /\[1, 68\] for output "uncertainty" of the model/,
    );
    await short.dispose();
    const broken = await load({ uncertainty: uncertainty.with(3, NaN) });
    await expect(broken.align(image, box)).rejects.toThrow(
      /number of at least 0 for output uncertainty\[3\] of the model/,
    );
    await broken.dispose();
  });

  it("lets every channel and pixel count where it stands", async () => {
    // Weights from each plane's last pixel to the x of landmark 0, 1 and 2.
    const weights = new Float32Array(768 * 204);
    for (let plane = 0; plane < 3; plane++)
      weights[(plane * 256 + 255) * 204 + 3 * plane] = 1;
    const aligner = await load({
      weights,
      bias: new Float32Array(204).map((_, i) => bias[i]!),
    });
    const data = new Uint8Array(80 * 60 * 3).fill(120);
    for (let i = 0; i < 80 * 60; i++) data.set([220, 150, 20], 3 * i);
    const { landmarks } = await aligner.align(
      { data, width: 80, height: 60 },
      box,
    );
    const window = protocolWindow(box, decoding.boxScale, decoding.boxShift);
    const moved = [0, 1, 2].map(
      (k) => (landmarks[3 * k]! - window.centreX) / window.side - bias[3 * k]!,
    );
    expect(moved[0]).toBeCloseTo((220 - 120) / 250, 5);
    expect(moved[1]).toBeCloseTo((150 - 125) / 255, 5);
    expect(moved[2]).toBeCloseTo((20 - 130) / 260, 5);
    await aligner.dispose();
  });

  it("gives landmarks, pose, visibility, score and the next box", async () => {
    const face = await constant.align(image, box);
    expect(face.landmarks).toHaveLength(204);
    expect(face.visibility).toHaveLength(68);
    for (const angle of [face.pose.pitch, face.pose.yaw, face.pose.roll])
      expect(angle).toBeCloseTo(0, 5);
    const side = 1.5 * 30;
    expect(face.landmarks[0]).toBeCloseTo(37 + 0.02 * 30 + side * bias[0]!, 4);
    expect(face.landmarks[1]).toBeCloseTo(23 - 0.05 * 30 + side * bias[1]!, 4);
    const again = await constant.align(image, face.box);
    expect(again.box.width).toBeGreaterThan(0);
  });

  it("turns the crop on request and the landmarks back", async () => {
    const roll = Math.PI / 2;
    const { landmarks, pose } = await constant.align(image, box, { roll });
    expect(pose.roll).toBeCloseTo(roll, 5);
    // The crop's right is the picture's down.
    expect(landmarks[3]! - (37 + 0.6)).toBeCloseTo(-45 * bias[4]!, 3);
    expect(landmarks[4]! - (23 - 1.5)).toBeCloseTo(45 * bias[3]!, 3);
  });

  it("turns each of several crops as it is told", async () => {
    const turned = await constant.alignAll(image, [box, box], {
      roll: [0, 0.5],
    });
    expect(turned[0]!.pose.roll).toBeCloseTo(0, 5);
    expect(turned[1]!.pose.roll).toBeCloseTo(0.5, 5);
    await expect(
      constant.alignAll(image, [box, box], { roll: [0] }),
    ).rejects.toThrow(/2 numbers for roll/);
  });

  it("answers calls that overlap, each for its own face", async () => {
    const boxes = [0, 7, 14, 21].map((x) => ({ ...box, x }));
    const one: number[][] = [];
    for (const each of boxes)
      one.push([...(await echo.align(image, each)).landmarks]);
    const all = await Promise.all(boxes.map((each) => echo.align(image, each)));
    expect(all.map((face) => [...face.landmarks])).toEqual(one);
    const batch = await echo.alignAll(image, boxes);
    expect(batch.map((face) => [...face.landmarks])).toEqual(one);
    expect(await echo.alignAll(image, [])).toEqual([]);
  });

  it("reads the pixels before it returns, so that the caller may draw on", async () => {
    const canvas = { ...image, data: image.data.slice() };
    const first = await echo.align(canvas, box);
    const pending = echo.align(canvas, box);
    canvas.data.fill(0);
    expect((await pending).landmarks).toEqual(first.landmarks);
  });

  it("refuses bad images and boxes by name, and works on after that", async () => {
    await expect(echo.align(image, { ...box, x: NaN })).rejects.toThrow(
      /finite.*for box/,
    );
    await expect(echo.align(image, { ...box, width: -1 })).rejects.toThrow(
      /positive.*for box/,
    );
    await expect(echo.align(image, { ...box, x: 500 })).rejects.toThrow(
      /inside the picture of 80 x 60 for box/,
    );
    await expect(
      echo.alignAll(image, [box, { ...box, height: 0 }]),
    ).rejects.toThrow(/for box 1/);
    await expect(
      echo.align({ data: new Uint8Array(0), width: 0, height: 0 }, box),
    ).rejects.toThrow(/for image/);
    await expect(echo.align(image, box)).resolves.toBeDefined();
  });

  it("answers what is in flight, then refuses, when it is disposed", async () => {
    const aligner = await load();
    const pending = aligner.align(image, box);
    expect(aligner.disposed).toBe(false);
    const done = aligner.dispose();
    expect(aligner.dispose()).toBe(done);
    expect(aligner.disposed).toBe(true);
    await expect(aligner.align(image, box)).rejects.toThrow(/disposed/);
    await expect(aligner.alignAll(image, [])).rejects.toThrow(/disposed/);
    expect((await pending).landmarks).toHaveLength(204);
    await done;
    await aligner[Symbol.asyncDispose]();
  });
});

describe("FaceAligner.load", () => {
  it.each<[string, Partial<TinyModel>, RegExp]>([
    ["no metadata", { metadata: {} }, /entry "fdhm".*received "none"/],
    ["others' metadata", { metadata: { author: "x" } }, /\["author"\]/],
    ["broken metadata", { metadata: { fdhm: "{" } }, /Expected JSON/],
    [
      "another version",
      {
        metadata: { fdhm: stringifyDecoding({ ...decoding, version: 2 as 1 }) },
      },
      /version 1/,
    ],
    ["another input", { inputName: "x" }, /one input "image".*\["x"\]/],
    ["another input size", { inputSize: 8 }, /\[N, 3, 16, 16\].*8,8/],
  ])("refuses a model with %s", async (_, change, message) => {
    await expect(load(change)).rejects.toThrow(message);
  });

  it("refuses a truncated model with the byte and a broken graph with its cause", async () => {
    const bytes = tinyModel({ decoding, bias });
    await expect(FaceAligner.load(bytes.subarray(0, 5000))).rejects.toThrow(
      /whole ONNX file.*byte \d+/,
    );
    const broken = bytes.slice();
    const at = new TextDecoder("latin1").decode(broken).indexOf("MatMul");
    broken.set(new TextEncoder().encode("MutMal"), at);
    await expect(FaceAligner.load(broken)).rejects.toThrow(
      /a model that onnxruntime can run/,
    );
  });

  it("says how the model is fed", async () => {
    const aligner = await load();
    expect(aligner.decoding).toEqual(decoding);
    await aligner.dispose();
  });

  it("says what runs the model, and takes what it is told to", async () => {
    const model = tinyModel({ decoding, bias });
    const web = await FaceAligner.load(model, { runtime: "onnxruntime-web" });
    expect(web.runtime).toBe("onnxruntime-web");
    await web.dispose();
    const onnx = fakeOnnx(16, bias, 0.5);
    const session = { executionProviders: ["own"] };
    const own = await FaceAligner.load(model, {
      runtime: async () => ({ name: "own", onnx, session }),
    });
    expect(own.runtime).toBe("own");
    expect(onnx.sessions).toEqual([session]);
    expect((await own.align(image, box)).score).toBe(0.5);
    await own.dispose();
    await expect(
      FaceAligner.load("no such file", { runtime: "gpu" as never }),
    ).rejects.toThrow(/for runtime but received "gpu"/);
  });

  it("ends when it is told to", async () => {
    const reason = new Error("gone");
    await expect(
      FaceAligner.load(tinyModel({ decoding, bias }), {
        signal: AbortSignal.abort(reason),
      }),
    ).rejects.toBe(reason);
    // Also after the bytes are there: the session is made and freed.
    const controller = new AbortController();
    const loading = FaceAligner.load(tinyModel({ decoding, bias }), {
      signal: controller.signal,
    });
    queueMicrotask(() => queueMicrotask(() => controller.abort(reason)));
    await expect(loading).rejects.toBe(reason);
  });
});
