import type { TextureLevel } from "../texture.ts";

const ACROSS = 24;
const DOWN = 16;

/**
 * A head without features, in model space: an ellipsoid of 160 x 220 x 180, its seam at the back. The skin's columns are
 * its meridians, the middle one runs down its face.
 */
export function ellipsoid() {
  const points: number[] = [];
  const uv: number[] = [];
  const triangles: number[] = [];
  for (let j = 0; j <= DOWN; j++)
    for (let i = 0; i <= ACROSS; i++) {
      const [u, v] = [i / ACROSS, j / DOWN];
      const angle = 2 * Math.PI * (u - 0.5);
      const ring = Math.sin(Math.PI * v);
      points.push(
        80 * ring * Math.sin(angle),
        110 * Math.cos(Math.PI * v),
        90 * ring * Math.cos(angle),
      );
      uv.push(u, v);
      if (i === ACROSS || j === DOWN) continue;
      const a = j * (ACROSS + 1) + i;
      const b = a + ACROSS + 1;
      triangles.push(a, b, b + 1, a, b + 1, a + 1);
    }
  return {
    points: new Float32Array(points),
    uv: new Float32Array(uv),
    triangles: new Uint32Array(triangles),
  };
}

/** A skin on which every place looks different: 12 x 8 squares, brighter to the right and redder downwards. */
export function chequers(size: number): TextureLevel {
  const data = new Uint8Array(3 * size * size);
  for (let at = 0; at < size * size; at++) {
    const [u, v] = [(at % size) / size, Math.floor(at / size) / size];
    const light = (Math.floor(12 * u) + Math.floor(8 * v)) % 2 ? 1 : 0.6;
    data[3 * at] = light * (90 + 150 * v);
    data[3 * at + 1] = light * (60 + 180 * u);
    data[3 * at + 2] = light * 160;
  }
  return { width: size, height: size, data };
}
