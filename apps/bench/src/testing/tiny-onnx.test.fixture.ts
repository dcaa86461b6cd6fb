import { DECODING_KEY, type Decoding } from "@fdhm/landmarks";
import onnxProto from "onnx-proto";

const { onnx } = onnxProto;
const FLOAT = onnx.TensorProto.DataType.FLOAT;
const INT64 = onnx.TensorProto.DataType.INT64;

/** What {@link tinyOnnx} builds. */
export interface TinyOnnx {
  /** Name of the input. */
  readonly input: string;
  /** Edge of the input. */
  readonly size: number;
  /** Name of the output. */
  readonly output: string;
  /** Shape of the output. */
  readonly shape: readonly number[];
  /** The output for a black input: as many numbers. */
  readonly bias: ArrayLike<number>;
  /** How much the mean of each of the three planes moves each output number: three rows; all zero where left out. */
  readonly gain?: ArrayLike<number>;
  /** Entries of `metadata_props`. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The smallest network that tells the planes of its input apart, as ONNX: `output = means of the planes . gain + bias`. */
export function tinyOnnx({
  input,
  size,
  output,
  shape,
  bias,
  gain = new Float32Array(3 * bias.length),
  metadata = {},
}: TinyOnnx): Uint8Array {
  const io = (name: string, sides: readonly number[]) => ({
    name,
    type: {
      tensorType: {
        elemType: FLOAT,
        shape: { dim: sides.map((dimValue) => ({ dimValue })) },
      },
    },
  });
  const floats = (
    name: string,
    dims: number[],
    floatData: ArrayLike<number>,
  ) => ({ name, dataType: FLOAT, dims, floatData: Array.from(floatData) });
  const node = (opType: string, inputs: string[], result: string) => ({
    opType,
    input: inputs,
    output: [result],
  });
  return onnx.ModelProto.encode(
    onnx.ModelProto.create({
      irVersion: 8,
      producerName: "fdhm tests",
      opsetImport: [{ domain: "", version: 17 }],
      metadataProps: Object.entries(metadata).map(([key, value]) => ({
        key,
        value,
      })),
      graph: {
        name: "tiny",
        initializer: [
          floats("gain", [3, bias.length], gain),
          floats("bias", [bias.length], bias),
          {
            name: "shape",
            dataType: INT64,
            dims: [shape.length],
            int64Data: [...shape],
          },
        ],
        node: [
          {
            ...node("ReduceMean", [input], "means"),
            attribute: [
              {
                name: "axes",
                type: onnx.AttributeProto.AttributeType.INTS,
                ints: [2, 3],
              },
              {
                name: "keepdims",
                type: onnx.AttributeProto.AttributeType.INT,
                i: 0,
              },
            ],
          },
          node("MatMul", ["means", "gain"], "moved"),
          node("Add", ["moved", "bias"], "flat"),
          node("Reshape", ["flat", "shape"], output),
        ],
        input: [io(input, [1, 3, size, size])],
        output: [io(output, shape)],
      },
    }),
  ).finish();
}

/** A model of ours that answers with the same landmarks, in fractions of the window's side, whatever it sees. */
export function ourTinyOnnx(landmarks: ArrayLike<number>): Uint8Array {
  const decoding: Decoding = {
    format: "fdhm",
    version: 1,
    network: "tiny",
    landmarks: "ibug68",
    inputSize: 8,
    boxScale: 1.5,
    boxShift: [0, 0],
    normalisation: { mean: [0, 0, 0], deviation: [255, 255, 255] },
    meanFace: Array.from({ length: 204 }, (_, i) => i / 204),
    meanNormals: Array.from({ length: 204 }, (_, i) => (i % 3 === 2 ? 1 : 0)),
  };
  return tinyOnnx({
    input: "image",
    size: 8,
    output: "landmarks",
    shape: [1, 68, 3],
    bias: landmarks,
    metadata: { [DECODING_KEY]: JSON.stringify(decoding) },
  });
}

/** A stand-in for Peppa's network that answers with the same 68 points, in fractions of the crop from its corner. */
export function peppaTinyOnnx(
  points: ArrayLike<number>,
  gain?: ArrayLike<number>,
): Uint8Array {
  const bias = new Float32Array(143);
  bias.set(Array.from(points));
  return tinyOnnx({
    input: "input1",
    size: 160,
    output: "output1",
    shape: [1, 143],
    bias,
    ...(gain && { gain }),
  });
}
