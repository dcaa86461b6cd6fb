import { describe, expect, it } from "@jest/globals";
import { renderDhm } from "@fdhm/dhm";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend, startWasmBackend } from "./backend.ts";
import { dhmTensor, type DhmTensorOptions } from "./dhm-tensor.ts";

let state = 99;
const chance = () => (state = (state * 16807) % 2147483647) / 2147483647;

/** Faces of points in and up to 5 px about a map. */
function scatter(faces: number, count: number, size: number): Float32Array {
  return Float32Array.from(
    { length: faces * count * 3 },
    () => chance() * (size + 10) - 5,
  );
}

/** The map of one face in double precision, pixel by pixel, peaks on the points. */
function slowMap(face: ArrayLike<number>, size: number, sigma: number) {
  const points = Array.from(face);
  const values = points.map((value, i) => {
    const along = points.filter((_, j) => j % 3 === i % 3);
    const least = Math.min(...along);
    return (value - least) / (Math.max(...along) - least);
  });
  const map = new Float64Array(size * size * 3);
  for (let i = 0; i < map.length; i++) {
    const y = Math.floor(i / 3 / size);
    const x = Math.floor(i / 3) % size;
    for (let k = 0; k < points.length; k += 3) {
      const [px, py] = [points[k]!, points[k + 1]!];
      const reach = Math.ceil(4 * sigma);
      if (Math.abs(x - Math.round(px)) > reach) continue;
      if (Math.abs(y - Math.round(py)) > reach) continue;
      const squares = (x - px) ** 2 + (y - py) ** 2;
      const value =
        values[k + (i % 3)]! * Math.exp(-squares / (2 * sigma ** 2));
      map[i] = Math.max(map[i]!, value);
    }
  }
  return map;
}

function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let worst = 0;
  for (let i = 0; i < a.length; i++)
    worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
  return worst;
}

function draw(
  points: Float32Array,
  faces: number,
  size: number,
  options?: DhmTensorOptions,
): Float32Array {
  const tensor = tf.tensor3d(points, [faces, points.length / 3 / faces, 3]);
  const map = dhmTensor(tensor, size, options);
  expect(map.shape).toEqual([faces, size, size, 3]);
  return map.dataSync() as Float32Array;
}

/** Gradient of the map's scalar product with `weights`. */
function gradient(
  points: Float32Array,
  faces: number,
  weights: Float32Array,
  size: number,
  options?: DhmTensorOptions,
): Float32Array {
  const product = (x: tf.Tensor) =>
    tf.sum(
      tf.mul(
        dhmTensor(x as tf.Tensor3D, size, options),
        tf.tensor4d(weights, [faces, size, size, 3]),
      ),
    ) as tf.Scalar;
  const x = tf.tensor3d(points, [faces, points.length / 3 / faces, 3]);
  return tf.grad(product)(x).dataSync() as Float32Array;
}

describe.each([
  ["cpu", startCpuBackend],
  ["wasm", startWasmBackend],
])("dhmTensor on %s", (_, start) => {
  it.each([1, 0.7, 2.3])(
    "equals renderDhm where points are pixels, sigma %p",
    async (sigma) => {
      await start();
      const points = scatter(2, 68, 40).map(Math.round);
      const maps = draw(points, 2, 40, { sigma });
      for (const face of [0, 1]) {
        const wanted = renderDhm(
          points.subarray(204 * face, 204 * (face + 1)),
          40,
          { sigma },
        );
        const drawn = maps.subarray(4800 * face, 4800 * (face + 1));
        expect(farthest(drawn, wanted)).toBeLessThan(1e-6);
        // The ends too: what is left out is left out in both.
        drawn.forEach((value, i) => expect(value > 0).toBe(wanted[i]! > 0));
      }
    },
  );

  it("equals renderDhm anywhere with peaks on the nearest pixels", async () => {
    await start();
    const points = scatter(1, 68, 40);
    points.set([7.5, 12.5, 3]); // Halves go up.
    const map = draw(points, 1, 40, { centre: "nearest" });
    expect(farthest(map, renderDhm(points, 40))).toBeLessThan(1e-6);
  });

  it("has its peaks on the points", async () => {
    await start();
    const points = scatter(1, 20, 30);
    const map = draw(points, 1, 30, { sigma: 1.5 });
    expect(farthest(map, slowMap(points, 30, 1.5))).toBeLessThan(1e-6);
  });

  it("gives the gradient that differences of the map give", async () => {
    await start();
    const size = 24;
    const faces = 2;
    // Away from halves, where the Gaussian's end jumps.
    const points = scatter(faces, 12, size).map(
      (value) => Math.round(value) + 0.8 * (chance() - 0.5),
    );
    const weights = Float32Array.from(
      { length: faces * size * size * 3 },
      () => chance() - 0.5,
    );
    const found = gradient(points, faces, weights, size);
    const step = 1e-5;
    const product = (i: number, shift: number) => {
      const face = Math.floor(i / 36);
      const moved = Float64Array.from(
        points.subarray(36 * face, 36 * face + 36),
      );
      moved[i % 36]! += shift;
      return slowMap(moved, size, 1).reduce(
        (sum, value, j) => sum + value * weights[face * size * size * 3 + j]!,
        0,
      );
    };
    const wanted = Float64Array.from(
      points,
      (_, i) => (product(i, step) - product(i, -step)) / (2 * step),
    );
    expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(0.5);
    expect(farthest(found, wanted)).toBeLessThan(1e-4);
  });

  it("moves a point towards where it is wanted, from the nearest pixel too", async () => {
    await start();
    const options = { sigma: 2, centre: "nearest" } as const;
    const others = [2, 2, 0, 28, 28, 1, 2, 28, 0.3];
    const wanted = draw(
      new Float32Array([...others, 16, 13, 0.8]),
      1,
      32,
      options,
    );
    const points = new Float32Array([...others, 14, 14, 0.8]);
    const found = gradient(
      points,
      1,
      wanted.map((v) => -v),
      32,
      options,
    );
    expect(found[9]).toBeLessThan(-0.1);
    expect(found[10]).toBeGreaterThan(0.1);
  });

  it("gives points that share a pixel and a value one gradient between them", async () => {
    await start();
    const pair = new Float32Array([0, 0, 0, 20, 20, 1, 8, 8, 0.5, 8, 8, 0.5]);
    const one = new Float32Array([0, 0, 0, 20, 20, 1, 8, 8, 0.5]);
    const weights = Float32Array.from({ length: 24 * 24 * 3 }, chance);
    const ofPair = gradient(pair, 1, weights, 24);
    const ofOne = gradient(one, 1, weights, 24);
    expect(farthest(ofPair.subarray(0, 9), ofOne)).toBeLessThan(1e-6);
    expect([...ofPair.subarray(9)]).toEqual([0, 0, 0]);
  });

  it("leaves a channel empty where all points agree, and its gradient finite", async () => {
    await start();
    const points = new Float32Array([4, 5, 7, 9, 8, 7]);
    const map = draw(points, 1, 16);
    expect(farthest(map, renderDhm(points, 16))).toBeLessThan(1e-6);
    expect(map.filter((_, i) => i % 3 === 2).every((v) => v === 0)).toBe(true);
    const found = gradient(points, 1, map, 16);
    expect(found.every(Number.isFinite)).toBe(true);
  });

  it("leaves nothing behind and holds a few maps at most", async () => {
    await start();
    const x = tf.tensor3d(scatter(1, 68, 64), [1, 68, 3]);
    const before = tf.memory();
    let most = 0;
    // Looked at from within, when the backward pass starts and all that it keeps is there.
    const look = tf.customGrad((m) => ({
      value: tf.clone(m as tf.Tensor),
      gradFunc: (dy: tf.Tensor) => {
        most = tf.memory().numBytes - before.numBytes;
        return tf.clone(dy);
      },
    }));
    tf.grad((p) => tf.sum(look(dhmTensor(p as tf.Tensor3D, 64))))(x).dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(6 * 64 * 64 * 3 * 4);
  });
});

describe("dhmTensor", () => {
  it.each([
    [[1, 4], 8, {}, /a tensor \[B, N, 3\] for points/],
    [[1, 2, 2], 8, {}, /a tensor \[B, N, 3\] for points/],
    [[1, 0, 3], 8, {}, /a tensor \[B, N, 3\] for points/],
    [[1, 2, 3], 0, {}, /px for size/],
    [[1, 2, 3], 8, { sigma: 0 }, /px for sigma/],
    [[1, 2, 3], 8, { centre: "best" }, /"nearest" for centre/],
  ])("refuses %j at %p px with %j", async (shape, size, options, message) => {
    await startCpuBackend();
    expect(() =>
      dhmTensor(
        tf.zeros(shape as [number, number, number]) as tf.Tensor3D,
        size,
        options as DhmTensorOptions,
      ),
    ).toThrow(message);
  });
});
