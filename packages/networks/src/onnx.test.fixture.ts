import type { Decoding } from "@fdhm/landmarks";
import * as ort from "onnxruntime-web/wasm";
import { MEAN_FACE } from "./tiny-networks.test.fixture.ts";

/** Numbers by the name of the output. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/** What a tiny network's file says of its input. */
export function decodingFor(inputSize: number): Decoding {
  return {
    format: "fdhm",
    version: 1,
    network: "tiny",
    landmarks: "ibug68",
    inputSize,
    boxScale: Math.SQRT2,
    boxShift: [0, 0],
    normalisation: { mean: [127, 127, 127], deviation: [128, 128, 128] },
    meanFace: MEAN_FACE,
    meanNormals: MEAN_FACE,
  };
}

/** [B, S, S, C] to [B, C, S, S]. */
export function channelsFirst(
  images: Float32Array,
  size: number,
  channels = 3,
): Float32Array {
  const pixels = size ** 2;
  return images.map((_, i) => {
    const face = Math.floor(i / (channels * pixels));
    const rest = i % (channels * pixels);
    const [channel, pixel] = [Math.floor(rest / pixels), rest % pixels];
    return images[(face * pixels + pixel) * channels + channel] as number;
  });
}

/**
 * Runs a model once.
 *
 * @param images - `[B, S, S, 3]`
 */
export async function runOnnx(
  file: Uint8Array,
  images: Float32Array,
  size: number,
  options: ort.InferenceSession.SessionOptions = {},
): Promise<Outputs> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(file, options);
  const shape = [images.length / (3 * size ** 2), 3, size, size];
  const image = new ort.Tensor("float32", channelsFirst(images, size), shape);
  const outputs = await session.run(
    session.inputNames.length === 0 ? {} : { image },
  );
  await session.release();
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { data }]) => [
      name,
      data as Float32Array,
    ]),
  );
}

/** Largest difference. */
export function distance(
  values: Float32Array | undefined,
  wanted: Float32Array | undefined,
): number {
  if (!values || values.length !== wanted?.length) return NaN;
  return wanted.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (values[i] as number))),
    0,
  );
}
