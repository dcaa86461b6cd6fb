import { describe, expect, it } from "@jest/globals";
import proto from "onnx-proto";
import { OnnxGraph } from "./onnx-graph.ts";

const y = [{ name: "y", shape: [1] }];
const decode = (file: Uint8Array) => {
  const { graph } = proto.onnx.ModelProto.decode(file);
  return { node: graph?.node ?? [], initializer: graph?.initializer ?? [] };
};

describe("OnnxGraph", () => {
  it("numbers names that are taken", () => {
    const graph = new OnnxGraph();
    const first = graph.node("Tanh", ["x"], {}, "step");
    const second = graph.node("Tanh", [first], {}, "step");
    expect([first, second, graph.node("Add", [first, second])]).toEqual([
      "step",
      "step_2",
      "Add",
    ]);
  });

  it("leaves out what no output needs", () => {
    const graph = new OnnxGraph();
    graph.node("Add", ["x", graph.constant("unused", [1], [1])]);
    graph.node("Mul", ["x", graph.constant("used", [1], [2])], {}, "y");
    const { node, initializer } = decode(
      graph.write("g", [{ name: "x", shape: [1] }], y, {}),
    );
    expect(node.map(({ opType }) => opType)).toEqual(["Mul"]);
    expect(initializer.map(({ name }) => name)).toEqual(["used"]);
  });

  it("stores half floats once, however often they are used", () => {
    const graph = new OnnxGraph();
    const half = () => graph.halfConstant("w", [1], Float32Array.of(0.1));
    graph.node("Add", [half(), half()], {}, "y");
    const { node, initializer } = decode(graph.write("g", [], y, {}));
    expect(node.map(({ opType, input }) => [opType, input])).toEqual([
      ["Cast", ["w/float16"]],
      ["Add", ["w", "w"]],
    ]);
    const [constant] = initializer;
    expect(constant?.dataType).toBe(proto.onnx.TensorProto.DataType.FLOAT16);
    expect([...(constant?.rawData ?? [])]).toEqual([0x66, 0x2e]);
  });

  it("refuses a tensor that nothing gives", () => {
    const graph = new OnnxGraph();
    expect(() => graph.write("g", [], y, {})).toThrow(
      'Expected a tensor that is there for output but received "y"',
    );
    graph.node("Add", ["y", "x"], {}, "y");
    expect(() => graph.write("g", [{ name: "x", shape: [1] }], y, {})).toThrow(
      'Expected a tensor that is there for input of y but received "y"',
    );
  });
});
