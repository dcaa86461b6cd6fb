import { describe, expect, it } from "@jest/globals";
import proto from "onnx-proto";
import { exportOnnx } from "./export-onnx.ts";
import { decodingFor, runOnnx } from "./onnx.test.fixture.ts";
import type { OnnxOptions } from "./onnx-options.ts";
import { NETWORKS, type NetworkName } from "./registry.ts";
import { noiseBatch, TINY, usedWeights } from "./tiny-networks.test.fixture.ts";

/** Operators that the exporter writes, all of opset 17. */
const OPERATORS = [
  ...["Abs", "Add", "Cast", "Clip", "Concat", "Conv", "Cos", "Div", "Exp"],
  ...["Flatten", "Floor", "Gemm", "GlobalAveragePool", "HardSwish", "Identity"],
  ...[
    "InstanceNormalization",
    "LessOrEqual",
    "MatMul",
    "Max",
    "MaxPool",
    "Min",
  ],
  ...["Mul", "ReduceMax", "ReduceMean", "ReduceMin", "Relu", "Reshape"],
  ...["Resize", "Sigmoid", "Sin", "Slice", "Sub", "Tanh", "Unsqueeze", "Where"],
];

const OPTIONS: readonly OnnxOptions[] = [
  {},
  { weights: "float16", batch: 1 },
  { heatMap: "bias", batch: 3 },
  { weights: "float16", heatMap: "bias" },
];

const cases = (Object.keys(NETWORKS) as NetworkName[]).flatMap((name) =>
  OPTIONS.map((options) => [name, options] as const),
);

describe.each(cases)("the file of %s, %j", (name, options) => {
  const network = TINY[name];
  const size = network.inputSize;
  const file = exportOnnx(
    network,
    usedWeights(network),
    decodingFor(size),
    options,
  );
  const { graph, opsetImport, irVersion } = proto.onnx.ModelProto.decode(file);
  const nodes = graph?.node ?? [];
  const constants = (graph?.initializer ?? []).map((tensor) => tensor.name);
  const ends = (graph?.output ?? []).map((port) => port.name);

  it("holds operators of opset 17 alone, without what a good exporter leaves out", () => {
    expect(Number(irVersion)).toBe(8);
    expect(
      opsetImport.map(({ domain, version }) => [domain, Number(version)]),
    ).toEqual([["", 17]]);
    const operators = [...new Set(nodes.map((node) => node.opType))];
    expect(operators.filter((type) => !OPERATORS.includes(type ?? ""))).toEqual(
      [],
    );
    // Only to name an output.
    for (const { opType, output } of nodes)
      if (opType === "Identity") expect(ends).toContain(output?.[0]);
  });

  it("is in order, with every name given once and used", () => {
    const known = new Set(["image", ...constants]);
    expect(known.size).toBe(1 + constants.length);
    const used = new Set(ends);
    for (const { name, input, output } of nodes) {
      for (const tensor of input ?? []) {
        // An optional input that is left out.
        if (tensor === "") continue;
        expect(known).toContain(tensor);
        used.add(tensor);
      }
      expect(output).toEqual([name]);
      expect(known).not.toContain(name);
      known.add(name);
    }
    expect([...known].filter((tensor) => !used.has(tensor))).toEqual([]);
  });

  it("tells the batch it takes", () => {
    const { batch = "free" } = options;
    const sides = [...(graph?.input ?? []), ...(graph?.output ?? [])].map(
      ({ type }) => type?.tensorType?.shape?.dim?.[0],
    );
    expect(sides.length).toBe(1 + ends.length);
    for (const side of sides)
      if (batch === "free") expect(side?.dimParam).toBe("n");
      else expect(Number(side?.dimValue)).toBe(batch);
  });

  it("loads and runs", async () => {
    const count = typeof options.batch === "number" ? options.batch : 2;
    const { images } = noiseBatch(network, count);
    const { landmarks, score } = await runOnnx(file, images, size);
    expect(landmarks?.length).toBe(count * 204);
    expect(landmarks?.every(Number.isFinite)).toBe(true);
    expect(score?.length).toBe(count);
  });
});
