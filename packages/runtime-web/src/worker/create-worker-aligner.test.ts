import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from "@jest/globals";
import { FaceAligner } from "../face-aligner.ts";
import type { LoadProgress } from "../model-source.ts";
import { FakeWorker } from "../testing/fake-worker.ts";
import { noise, tinyDecoding } from "../testing/tiny-face.ts";
import { echoWeights, tinyModel } from "../testing/tiny-model.ts";
import { FaceTracker } from "../track/face-tracker.ts";
import { createWorkerAligner } from "./create-worker-aligner.ts";
import type { WorkerAligner } from "./worker-aligner.ts";

const decoding = tinyDecoding(16);
const model = tinyModel({
  decoding,
  weights: echoWeights(16),
  bias: new Float32Array(204),
});
const box = { x: 22, y: 11, width: 30, height: 24 };
const other = { x: 5, y: 3, width: 40, height: 40 };
const image = noise(80, 60, 4);
const scope = globalThis as { Worker?: unknown };

beforeAll(async () => {
  // Once it is loaded: in Node onnxruntime-web puts the one of worker_threads there.
  await (await FaceAligner.load(model)).dispose();
  scope.Worker = FakeWorker;
});

afterAll(() => {
  delete scope.Worker;
});

describe("createWorkerAligner", () => {
  let aligner: WorkerAligner;
  let worker: FakeWorker;

  beforeEach(async () => {
    aligner = await createWorkerAligner(model);
    worker = FakeWorker.started.at(-1)!;
  });

  afterEach(() => aligner.dispose());

  it("starts a module worker beside itself and tells how the model is fed", () => {
    expect(worker.url.href).toMatch(/\/worker\/aligner-worker\.js$/);
    expect(worker.options).toEqual({ type: "module" });
    expect(aligner.decoding).toEqual(decoding);
    expect(aligner.runtime).toBe("onnxruntime-web");
    expect(model.byteLength).toBeGreaterThan(0);
  });

  it("finds what FaceAligner finds, and leaves the pixels to their owner", async () => {
    const here = await FaceAligner.load(model);
    const roll = [0.3, -0.2];
    const one = await aligner.align(image, box, { roll: 0.3 });
    const two = await aligner.alignAll(image, [box, other], { roll });
    expect(one).toEqual(await here.align(image, box, { roll: 0.3 }));
    expect(two).toEqual(await here.alignAll(image, [box, other], { roll }));
    expect(await aligner.alignAll(image, [])).toEqual([]);
    expect(image.data.length).toBe(80 * 60 * 4);
    await here.dispose();
  });

  it("takes pixels and box as they are at the call, also while another is worked on", async () => {
    const wanted = await aligner.align(image, box);
    const pixels = { ...image, data: image.data.slice() };
    const where = { ...box };
    const first = aligner.align(image, other);
    const second = aligner.align(pixels, where);
    pixels.data.fill(0);
    where.x = 0;
    await first;
    expect(await second).toEqual(wanted);
  });

  it("drops the frame that waits when a newer one comes", async () => {
    const results = await Promise.all([
      aligner.align(image, box),
      aligner.align(image, box),
      aligner.alignAll(image, [box]),
      aligner.align(image, other),
    ]);
    expect(results.map((face) => face === undefined)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(worker.requests).toHaveLength(3);
  });

  it("serves a tracker", async () => {
    const face = tinyModel({ decoding, bias: decoding.meanFace });
    // To which the model gives a high score.
    const white = { ...image, data: new Uint8Array(80 * 60 * 4).fill(255) };
    const here = await FaceAligner.load(face);
    const there = await createWorkerAligner(face);
    const trackers = [here, there].map((aligner) => new FaceTracker(aligner));
    for (const [time, boxes] of [
      [0, [box]],
      [40, []],
    ] as const) {
      const [wanted, found] = await Promise.all(
        trackers.map((tracker) => tracker.update(white, time, { boxes })),
      );
      expect(wanted).toHaveLength(1);
      expect(found).toEqual(wanted);
    }
    await here.dispose();
    await there.dispose();
  });

  it("refuses what FaceAligner refuses, in its words, and goes on", async () => {
    const here = await FaceAligner.load(model);
    const outside = { ...box, x: 99 };
    const calls: ((to: WorkerAligner) => Promise<unknown>)[] = [
      (to) => to.align(image, outside),
      (to) => to.align(image, undefined as never),
      (to) => to.align(image, box, { roll: NaN }),
      (to) => to.alignAll(image, [box, outside]),
      (to) => to.alignAll(image, [box], { roll: [1, 2] }),
      (to) => to.align({ ...image, width: 81 }, box),
      (to) => to.align(null as never, box),
    ];
    for (const call of calls) {
      const thrown = await call(here).catch((error: unknown) => error);
      const received = await call(aligner).catch((error: unknown) => error);
      expect(received).toBeInstanceOf(RangeError);
      expect((received as Error).message).toBe((thrown as Error).message);
    }
    expect(await aligner.align(image, box)).toBeDefined();
    await here.dispose();
  });

  it("rejects what is in flight, what waits and what comes after dispose", async () => {
    const first = aligner.align(image, box);
    const second = aligner.align(image, box);
    const checks = [first, second].map((call) =>
      expect(call).rejects.toThrow(/a model in memory .* "a disposed one"/),
    );
    await aligner.dispose();
    await aligner[Symbol.asyncDispose]();
    await Promise.all(checks);
    expect(worker.terminated).toBe(true);
    expect(aligner.disposed).toBe(true);
    await expect(aligner.align(image, box)).rejects.toThrow(RangeError);
    await expect(aligner.alignAll(image, [box])).rejects.toThrow(/disposed/);
  });

  it("rejects now and later when the worker breaks", async () => {
    const first = aligner.align(image, box);
    worker.fail("out of memory");
    const told = /a worker that runs for WorkerAligner .* out of memory/;
    await expect(first).rejects.toThrow(told);
    await expect(aligner.align(image, box)).rejects.toThrow(told);
    expect(worker.terminated).toBe(true);
  });
});

describe("createWorkerAligner, loading", () => {
  /** The worker that a call has started, and its end. */
  function start(...args: Parameters<typeof createWorkerAligner>) {
    const done = createWorkerAligner(...args);
    return { done, worker: FakeWorker.started.at(-1)! };
  }

  it("tells progress", async () => {
    const told: LoadProgress[] = [];
    const base64 = Buffer.from(model).toString("base64");
    const aligner = await createWorkerAligner(
      `data:application/octet-stream;base64,${base64}`,
      { onProgress: (progress) => told.push(progress) },
    );
    await aligner.dispose();
    expect(told.at(-1)).toMatchObject({ loaded: model.length });
  });

  it("makes addresses absolute, by the page's base", async () => {
    const page = globalThis as { document?: unknown };
    page.document = { baseURI: "http://127.0.0.1:9/app/" };
    const { done, worker } = start("model.onnx", { wasmUrl: "../ort.wasm" });
    delete page.document;
    await expect(done).rejects.toThrow(/9\/app\/model\.onnx/);
    expect(worker.requests[0]).toMatchObject({
      model: "http://127.0.0.1:9/app/model.onnx",
      wasmUrl: "http://127.0.0.1:9/ort.wasm",
    });
    expect(worker.terminated).toBe(true);
  });

  it("copies no more of a view's memory than the view, and keeps it", async () => {
    const memory = new Uint8Array(model.length + 20);
    memory.set(model, 8);
    const view = memory.subarray(8, 8 + model.length);
    const { done, worker } = start(view);
    await (await done).dispose();
    expect(view).toHaveLength(model.length);
    expect(worker.requests[0]).toMatchObject({ progress: false });
  });

  it("ends the worker when the signal is aborted, before and meanwhile", async () => {
    const controller = new AbortController();
    const { done, worker } = start(model, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(done).rejects.toThrow("enough");
    expect(worker.terminated).toBe(true);
    const count = FakeWorker.started.length;
    await expect(
      createWorkerAligner(model, { signal: controller.signal }),
    ).rejects.toThrow("enough");
    expect(FakeWorker.started).toHaveLength(count);
  });

  it("says that a worker does not start, and why if it is known", async () => {
    const told = /a module worker that starts for createWorkerAligner/;
    const silent = start(model);
    silent.worker.fail("");
    await expect(silent.done).rejects.toThrow(told);
    await expect(silent.done).rejects.toThrow(/could not be fetched/);
    const broken = start(model);
    broken.worker.fail("SyntaxError: import");
    await expect(broken.done).rejects.toThrow(/SyntaxError: import/);
    scope.Worker = class {
      constructor() {
        throw new Error("forbidden here");
      }
    };
    await expect(createWorkerAligner(model)).rejects.toThrow(/forbidden here/);
    delete scope.Worker;
    await expect(createWorkerAligner(model)).rejects.toThrow(/none here/);
    scope.Worker = FakeWorker;
  });

  it("refuses what is no model, and ends the worker", async () => {
    const { done, worker } = start(new Uint8Array([1, 2, 3]));
    await expect(done).rejects.toBeInstanceOf(RangeError);
    expect(worker.terminated).toBe(true);
    for (const wrong of ["", undefined, 3])
      await expect(createWorkerAligner(wrong as string)).rejects.toThrow(
        /an address, path or bytes, such as fastDhm of .* for model/,
      );
  });
});
