import { LANDMARK_COUNT } from "@fdhm/landmarks";
import type { FaceCrops } from "../face-crops.ts";
import { COORDINATES } from "../sdm-stage.ts";

/** Taken here once: a test's own global objects are slow to look into. */
const { sqrt } = Math;

/** Edge of the crops, px. */
export const SIZE = 32;

/** Numbers from 0 to 1 that repeat in every run. */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Landmarks on two rings and two eyes, in fractions of a crop's side. */
function place(k: number): [x: number, y: number] {
  const angle = (2 * Math.PI * k) / 17;
  const ring = Math.floor(k / 17);
  const radius = [0.3, 0.18, 0.05, 0.05][ring]!;
  const centre = [0, 0, -0.1, 0.1][ring]!;
  return [centre + radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * Draws faces: a bright disk, a grey one in it and two dark eyes, each face elsewhere, of another size and turned a little. Landmarks lie on the edges, deeper to the
 * sides.
 */
export function drawFaces(count: number, seed: number): FaceCrops {
  const next = noise(seed);
  const pictures = new Uint8Array(count * SIZE * SIZE);
  const landmarks = new Float32Array(count * COORDINATES);
  for (let face = 0; face < count; face++) {
    const [dx, dy, turn] = [next(), next(), next()].map(
      (value) => 0.2 * (value - 0.5),
    ) as [number, number, number];
    const scale = 0.85 + 0.3 * next();
    const cos = scale * Math.cos(3 * turn);
    const sin = scale * Math.sin(3 * turn);
    for (let k = 0; k < LANDMARK_COUNT; k++) {
      const [x, y] = place(k);
      landmarks.set(
        [dx + cos * x - sin * y, dy + sin * x + cos * y, -scale * Math.abs(x)],
        face * COORDINATES + 3 * k,
      );
    }
    for (let i = 0; i < SIZE * SIZE; i++) {
      const column = i % SIZE;
      const u = (column + 0.5) / SIZE - 0.5 - dx;
      const v = ((i - column) / SIZE + 0.5) / SIZE - 0.5 - dy;
      const x = (cos * u + sin * v) / scale ** 2;
      const y = (cos * v - sin * u) / scale ** 2;
      const inside = (radius: number, centre = 0) => {
        const depth = SIZE * (radius - sqrt((x - centre) ** 2 + y * y)) + 0.5;
        return depth < 0 ? 0 : depth > 1 ? 1 : depth;
      };
      pictures[face * SIZE * SIZE + i] =
        20 +
        150 * inside(0.3) -
        80 * inside(0.18) +
        (-90 * inside(0.05, -0.1) + 140 * inside(0.05, 0.1)) +
        8 * next();
    }
  }
  return { size: SIZE, pictures, landmarks };
}
