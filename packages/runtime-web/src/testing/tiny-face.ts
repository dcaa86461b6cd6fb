import type { Decoding } from "@fdhm/landmarks";

/** Half axes of an ellipsoid head, in fractions of the crop's side. */
const AXES = [0.28, 0.36, 0.3] as const;

/**
 * A decoding whose mean face is 68 points on the front half of an ellipsoid, spread by the golden angle from the tip of the
 * nose to the rim, with the ellipsoid's own normals.
 */
export function tinyDecoding(inputSize: number): Decoding {
  const meanFace: number[] = [];
  const meanNormals: number[] = [];
  for (let k = 0; k < 68; k++) {
    const z = 1 - k / 67;
    const ring = Math.sqrt(1 - z * z);
    const angle = k * Math.PI * (3 - Math.sqrt(5));
    const onSphere = [ring * Math.cos(angle), ring * Math.sin(angle), z];
    meanFace.push(...onSphere.map((value, i) => value * AXES[i]!));
    const normal = onSphere.map((value, i) => value / AXES[i]!);
    meanNormals.push(...normal.map((value) => value / Math.hypot(...normal)));
  }
  for (let i = 2; i < 204; i += 3) meanFace[i]! -= AXES[2] / 2;
  return {
    format: "fdhm",
    version: 1,
    network: "tiny",
    landmarks: "ibug68",
    inputSize,
    boxScale: 1.5,
    boxShift: [0.02, -0.05],
    normalisation: { mean: [120, 125, 130], deviation: [250, 255, 260] },
    meanFace,
    meanNormals,
  };
}

/** A picture of which no two pixels, rows or channels are alike: multiplicative noise from a seed. */
export function noise(width: number, height: number, channels: 3 | 4) {
  const data = new Uint8ClampedArray(width * height * channels);
  let state = 12345;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    data[i] = channels === 4 && i % 4 === 3 ? 255 : state >> 16;
  }
  return { data, width, height, channels };
}

/** The mean face of {@link tinyDecoding} in a picture: 68 xyz triples about (100, 120) px, `size` px a side of the crop. */
export function tinyLandmarks(size: number): Float32Array {
  const centre = [100, 120, 0];
  return Float32Array.from(
    tinyDecoding(1).meanFace,
    (value, i) => size * value + centre[i % 3]!,
  );
}
