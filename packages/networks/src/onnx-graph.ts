import { expected } from "@fdhm/errors";
import proto from "onnx-proto";
import { toHalfFloats } from "./half-floats.ts";

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
const { FLOAT, FLOAT16, INT64 } = onnx.TensorProto.DataType;

/** Collects nodes and constants and writes them as an ONNX file: IR 8, opset 17, the newest that every run time of 2023 reads. */
export class OnnxGraph {
  readonly #nodes: proto.onnx.INodeProto[] = [];
  readonly #constants = new Map<string, proto.onnx.ITensorProto>();
  /** How often each name was asked for. */
  readonly #names = new Map<string, number>();

  /**
   * Adds a node with one output.
   *
   * @param wanted - name of its output, which gets a number where it is taken; made up from the operator if not given.
   * @returns the name.
   */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    wanted = operator,
  ): string {
    const uses = (this.#names.get(wanted) ?? 0) + 1;
    this.#names.set(wanted, uses);
    const name = uses === 1 ? wanted : `${wanted}_${uses}`;
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

  /**
   * Adds a constant that is stored as float16, and the `Cast` to float32 behind it; unless one of that name is there.
   *
   * @returns the name of the float32 tensor, which is the one given.
   * @throws RangeError where a number is too large.
   */
  halfConstant(
    name: string,
    shape: readonly number[],
    values: Float32Array,
  ): string {
    const stored = `${name}/float16`;
    if (this.#constants.has(stored)) return name;
    this.#constants.set(stored, {
      name: stored,
      dims: [...shape],
      dataType: FLOAT16,
      rawData: toHalfFloats(values, name),
    });
    return this.node("Cast", [stored], { to: FLOAT }, name);
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
   * Writes the file: of nodes and constants those that the outputs need.
   *
   * @param name - of the graph.
   * @param metadata - entries of the model's `metadata_props`.
   * @throws RangeError where something takes what neither an input nor a constant nor a node before it gives.
   */
  write(
    name: string,
    inputs: readonly Port[],
    outputs: readonly Port[],
    metadata: Readonly<Record<string, string>>,
  ): Uint8Array {
    const needed = new Set(outputs.map((port) => port.name));
    const nodes = this.#nodes
      .toReversed()
      .filter(({ name, input }) => {
        if (!needed.has(name as string)) return false;
        for (const tensor of input ?? []) needed.add(tensor);
        return true;
      })
      .reverse();
    this.#checkOrder(nodes, inputs, outputs);
    return onnx.ModelProto.encode({
      irVersion: 8,
      opsetImport: [{ domain: "", version: 17 }],
      producerName: "fdhm",
      graph: {
        name,
        node: nodes,
        initializer: [...this.#constants.values()].filter(({ name }) =>
          needed.has(name as string),
        ),
        input: inputs.map(portInfo),
        output: outputs.map(portInfo),
      },
      metadataProps: Object.entries(metadata).map(([key, value]) => ({
        key,
        value,
      })),
    }).finish();
  }

  #checkOrder(
    nodes: readonly proto.onnx.INodeProto[],
    inputs: readonly Port[],
    outputs: readonly Port[],
  ): void {
    // An optional input that is left out has an empty name.
    const known = new Set(["", ...this.#constants.keys()]);
    const check = (tensors: readonly string[], user: string) => {
      const missing = tensors.find((tensor) => !known.has(tensor));
      if (missing !== undefined)
        throw expected("a tensor that is there", user, missing);
    };
    for (const { name } of inputs) known.add(name);
    for (const { name, input } of nodes) {
      check(input ?? [], `input of ${name}`);
      known.add(name as string);
    }
    for (const { name } of outputs) check([name], "output");
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
