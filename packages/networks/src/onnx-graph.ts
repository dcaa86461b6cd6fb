import proto from "onnx-proto";

/** Value of a node's attribute: a whole number, or a list of them. */
export type Attribute = number | readonly number[];

/** A tensor that goes in or out of a model; a text as a side means any size. */
export interface Port {
  /** Its name. */
  readonly name: string;
  /** Its sides. */
  readonly shape: readonly (number | string)[];
}

const { onnx } = proto;
const FLOAT = onnx.TensorProto.DataType.FLOAT;
const INT64 = onnx.TensorProto.DataType.INT64;

/** Collects nodes and constants and writes them as an ONNX file: IR 8, opset 17, the newest that every run time of 2023 reads. */
export class OnnxGraph {
  readonly #nodes: proto.onnx.INodeProto[] = [];
  readonly #constants = new Map<string, proto.onnx.ITensorProto>();

  /**
   * Adds a node with one output.
   *
   * @param name - of its output; made up from the operator if not given.
   * @returns that name.
   */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    name = `${operator}_${this.#nodes.length}`,
  ): string {
    this.#nodes.push({
      opType: operator,
      name,
      input: [...inputs],
      output: [name],
      attribute: Object.entries(attributes).map(([key, value]) =>
        typeof value === "number"
          ? { name: key, type: onnx.AttributeProto.AttributeType.INT, i: value }
          : {
              name: key,
              type: onnx.AttributeProto.AttributeType.INTS,
              ints: [...value],
            },
      ),
    });
    return name;
  }

  /** Adds a constant of float32, unless one of that name is there. Gives the name. */
  constant(
    name: string,
    shape: readonly number[],
    values: Float32Array | readonly number[],
  ): string {
    if (!this.#constants.has(name))
      this.#constants.set(name, {
        name,
        dims: [...shape],
        dataType: FLOAT,
        // Little-endian, as is every platform that has WebAssembly.
        rawData: new Uint8Array(Float32Array.from(values).buffer),
      });
    return name;
  }

  /** Adds a list of whole numbers (a shape), unless it is there. Gives its name. */
  integers(values: readonly number[]): string {
    const name = `shape_${values.join("_")}`;
    this.#constants.set(name, {
      name,
      dims: [values.length],
      dataType: INT64,
      rawData: new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
    });
    return name;
  }

  /**
   * Writes the file.
   *
   * @param name - of the graph.
   * @param metadata - entries of the model's `metadata_props`.
   */
  write(
    name: string,
    inputs: readonly Port[],
    outputs: readonly Port[],
    metadata: Readonly<Record<string, string>>,
  ): Uint8Array {
    return onnx.ModelProto.encode({
      irVersion: 8,
      opsetImport: [{ domain: "", version: 17 }],
      producerName: "fdhm",
      graph: {
        name,
        node: this.#nodes,
        initializer: [...this.#constants.values()],
        input: inputs.map(portInfo),
        output: outputs.map(portInfo),
      },
      metadataProps: Object.entries(metadata).map(([key, value]) => ({
        key,
        value,
      })),
    }).finish();
  }
}

function portInfo({ name, shape }: Port): proto.onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: FLOAT,
        shape: {
          dim: shape.map((side) =>
            typeof side === "number" ? { dimValue: side } : { dimParam: side },
          ),
        },
      },
    },
  };
}
