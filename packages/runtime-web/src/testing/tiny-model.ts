import {
  DECODING_KEY,
  stringifyDecoding,
  type Decoding,
} from "@fdhm/landmarks";
// The package is CommonJS, of which Vite finds the default export only.
import onnxProto from "onnx-proto";

const { onnx } = onnxProto;
const FLOAT = onnx.TensorProto.DataType.FLOAT;
const INT64 = onnx.TensorProto.DataType.INT64;

/** What {@link tinyModel} builds. */
export interface TinyModel {
  readonly decoding: Decoding;
  /** `3 * inputSize^2` rows of 204: how much each input number moves each output number. All zero where absent. */
  readonly weights?: Float32Array;
  /** The output for a black input after normalisation to 0: 204 numbers. */
  readonly bias: ArrayLike<number>;
  /** Entries of `metadata_props`; the decoding alone where absent. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Name of the input, `image` where absent. */
  readonly inputName?: string;
  /** Edge of the declared input, that of the decoding where absent. */
  readonly inputSize?: number;
  /** What the output `uncertainty` gives for every picture; no such output where absent. */
  readonly uncertainty?: ArrayLike<number>;
}

/**
 * The smallest network that sees every pixel, as ONNX: `landmarks = image . weights + bias`, `score = sigmoid(mean(image))`.
 */
export function tinyModel({
  decoding,
  weights,
  bias,
  metadata = { [DECODING_KEY]: stringifyDecoding(decoding) },
  inputName = "image",
  inputSize = decoding.inputSize,
  uncertainty,
}: TinyModel): Uint8Array {
  const inputs = 3 * inputSize ** 2;
  const io = (name: string, shape: number[]) => ({
    name,
    type: {
      tensorType: {
        elemType: FLOAT,
        shape: {
          dim: [{ dimParam: "N" }, ...shape.map((dimValue) => ({ dimValue }))],
        },
      },
    },
  });
  const floats = (
    name: string,
    dims: number[],
    floatData: ArrayLike<number>,
  ) => ({
    name,
    dataType: FLOAT,
    dims,
    floatData: Array.from(floatData),
  });
  const shape = (name: string, int64Data: number[]) => ({
    name,
    dataType: INT64,
    dims: [int64Data.length],
    int64Data,
  });
  const node = (opType: string, input: string[], output: string) => ({
    opType,
    input,
    output: [output],
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
          floats(
            "weights",
            [inputs, 204],
            weights ?? new Float32Array(inputs * 204),
          ),
          floats("bias", [204], bias),
          shape("rows", [-1, inputs]),
          shape("points", [-1, 68, 3]),
          ...(uncertainty
            ? [floats("scales", [1, uncertainty.length], uncertainty)]
            : []),
        ],
        node: [
          node("Reshape", [inputName, "rows"], "flat"),
          node("MatMul", ["flat", "weights"], "product"),
          node("Add", ["product", "bias"], "sum"),
          node("Reshape", ["sum", "points"], "landmarks"),
          {
            ...node("ReduceMean", ["flat"], "mean"),
            attribute: [
              {
                name: "axes",
                type: onnx.AttributeProto.AttributeType.INTS,
                ints: [1],
              },
            ],
          },
          node("Sigmoid", ["mean"], "score"),
          ...(uncertainty ? [node("Identity", ["scales"], "uncertainty")] : []),
        ],
        input: [io(inputName, [3, inputSize, inputSize])],
        output: [
          io("landmarks", [68, 3]),
          io("score", [1]),
          ...(uncertainty ? [io("uncertainty", [uncertainty.length])] : []),
        ],
      },
    }),
  ).finish();
}

/** Weights of a {@link tinyModel} that hands the first 204 input numbers through as they are. */
export function echoWeights(inputSize: number): Float32Array {
  const inputs = 3 * inputSize ** 2;
  const weights = new Float32Array(inputs * 204);
  for (let i = 0; i < Math.min(204, inputs); i++) weights[i * 204 + i] = 1;
  return weights;
}
