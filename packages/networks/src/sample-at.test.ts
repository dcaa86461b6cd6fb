import { beforeAll, describe, expect, it } from "@jest/globals";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import * as tf from "@tensorflow/tfjs";
import { startWasmBackend } from "./backend.ts";
import { sampleAt } from "./sample-at.ts";
import { createUniform } from "./tiny-networks.test.fixture.ts";

const STRIDE = 4;
const SIZE = 4;
const CHANNELS = 2;
const uniform = createUniform(5);
const maps = Float32Array.from(
  { length: 2 * SIZE * SIZE * CHANNELS },
  () => uniform() - 0.5,
);

/** Normalised coordinate of a place in the picture of 16 px. */
const normalised = (px: number) => (px + 0.5) / (SIZE * STRIDE) - 0.5;

/** 68 points of two faces; the first three of each face lie where one wants them, in px of the picture. */
function landmarksAt(...places: (readonly [number, number])[]): Float32Array {
  return Float32Array.from({ length: 2 * LANDMARK_COUNT * 3 }, (_, i) => {
    const [k, axis] = [Math.floor(i / 3) % LANDMARK_COUNT, i % 3];
    if (axis === 2) return 9;
    return normalised(places[k]?.[axis] ?? 5.5 + 0.07 * k);
  });
}

function sample(landmarks: Float32Array): Float32Array {
  return tf.tidy(() =>
    sampleAt(
      tf.tensor4d(maps, [2, SIZE, SIZE, CHANNELS]),
      tf.tensor3d(landmarks, [2, LANDMARK_COUNT, 3]),
      STRIDE,
    ).dataSync<"float32">(),
  );
}

beforeAll(startWasmBackend);

describe("sampleAt", () => {
  it("gives a map's pixel where a landmark lies on it, between pixels a mean, and beyond the rim the rim's", () => {
    // Pixel i of the map lies on pixel 4 i + 3 of the picture.
    const samples = sample(landmarksAt([7, 11], [9, 7], [-20, 99]));
    const pixel = (face: number, x: number, y: number, c: number) =>
      maps[((face * SIZE + y) * SIZE + x) * CHANNELS + c]!;
    for (const face of [0, 1])
      for (const c of [0, 1]) {
        const of = (k: number) =>
          samples[(face * LANDMARK_COUNT + k) * CHANNELS + c];
        expect(of(0)).toBeCloseTo(pixel(face, 1, 2, c), 6);
        expect(of(1)).toBeCloseTo(
          (pixel(face, 1, 1, c) + pixel(face, 2, 1, c)) / 2,
          6,
        );
        expect(of(2)).toBeCloseTo(pixel(face, 0, 3, c), 6);
      }
  });

  it("has the gradients that differences give, to the map and to x and y", () => {
    const landmarks = landmarksAt([6, 9], [9.5, 4.5]);
    const towards = tf.tensor2d(
      Array.from(
        { length: 2 * LANDMARK_COUNT * CHANNELS },
        () => uniform() - 0.5,
      ),
      [2, LANDMARK_COUNT * CHANNELS],
    );
    const product = (map: tf.Tensor, points: tf.Tensor) =>
      tf.sum(
        tf.mul(
          sampleAt(map as tf.Tensor4D, points as tf.Tensor3D, STRIDE),
          towards,
        ),
      );
    const inputs = [maps, landmarks];
    const shapes = [
      [2, SIZE, SIZE, CHANNELS],
      [2, LANDMARK_COUNT, 3],
    ];
    const tensors = (changed: readonly Float32Array[]) =>
      changed.map((values, i) => tf.tensor(values, shapes[i]!)) as [
        tf.Tensor,
        tf.Tensor,
      ];
    const found = tf
      .grads(product)(tensors(inputs))
      .map((gradient) => gradient.dataSync());
    for (const [input, indices] of [
      [0, [0, 13, 20, 63]],
      [1, [0, 1, 3, 4, 2]],
    ] as const)
      for (const i of indices) {
        const along = (step: number) => {
          const changed = inputs.map((values) => values.slice());
          changed[input]![i]! += step;
          return product(...tensors(changed)).dataSync()[0]!;
        };
        const wanted = (along(0.005) - along(-0.005)) / 0.01;
        expect(found[input]![i]).toBeCloseTo(wanted, 2);
      }
  });
});
