import type { Env } from "onnxruntime-web/wasm";
import type { OnnxModule } from "../runtime/runtime.ts";

/** Stands in for one of onnxruntime's packages: its sessions answer every crop with the same landmarks and the same score. */
export interface FakeOnnx extends OnnxModule {
  /** As of onnxruntime-web: no more than is set. */
  readonly env: Env;
  /** The options of every session that was made. */
  readonly sessions: object[];
  /** The shape of every crop. */
  readonly crops: (readonly number[])[];
  /** How many sessions were freed. */
  released(): number;
}

/**
 * @param inputSize - edge of the input that the sessions declare.
 * @param points - 204 numbers.
 */
export function fakeOnnx(
  inputSize: number,
  points: ArrayLike<number>,
  score = 0.75,
): FakeOnnx {
  const sessions: object[] = [];
  const crops: (readonly number[])[] = [];
  let released = 0;
  class Tensor {
    readonly type: string;
    readonly data: Float32Array;
    readonly dims: readonly number[];

    constructor(type: string, data: Float32Array, dims: readonly number[]) {
      this.type = type;
      this.data = data;
      this.dims = dims;
    }

    get size(): number {
      return this.data.length;
    }
  }
  const session = {
    inputNames: ["image"],
    outputNames: ["landmarks", "score"],
    inputMetadata: [
      { isTensor: true, type: "float32", shape: [1, 3, inputSize, inputSize] },
    ],
    run: async ({ image }: { image: Tensor }) => {
      crops.push(image.dims);
      return {
        landmarks: new Tensor("float32", Float32Array.from(points), [1, 68, 3]),
        score: new Tensor("float32", Float32Array.of(score), [1, 1]),
      };
    },
    release: async () => {
      released++;
    },
  };
  const InferenceSession = {
    create: async (_: Uint8Array, options: object) => {
      sessions.push(options);
      return session;
    },
  };
  return {
    InferenceSession,
    Tensor,
    env: { wasm: {} },
    sessions,
    crops,
    released: () => released,
  } as unknown as FakeOnnx;
}
