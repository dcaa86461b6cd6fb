import { scoreMethods, type Method } from "../faces/score-method.ts";
import type { BenchResults, ModelResult } from "../results/results.ts";
import { squareFace, squareFaces } from "./square-faces.test.fixture.ts";

const spread = (median: number) => ({
  ...{ least: 0.9 * median, median },
  ...{ lower: 0.95 * median, upper: 1.1 * median },
});
const times = (network: number, stage: number, reference = 1) => ({
  load: { time: spread(20), ratio: spread(1) },
  network: { time: spread(network), ratio: spread(network / reference) },
  stage: { time: spread(stage), ratio: spread(stage / reference) },
  peakMemory: 120,
});
const model = (name: string, group: "ours" | "peers"): ModelResult => ({
  ...{ name, group, path: `${name}.onnx`, parameters: 1234, inputSize: 128 },
  window: { base: "mean", scale: 1.5, shift: [0, -0.03] },
  bytes: 972_904,
  runtimes:
    group === "ours"
      ? { native: times(0.2, 0.7), wasm: times(1.4, 2) }
      : { native: times(1, 1), wasm: times(3, 4, 3) },
});

const faces = squareFaces([0, 40, 80]);
const method = (name: string, dx: number, rest: Partial<Method>): Method => ({
  ...{ name, group: "peers", source: "run", absent: [] },
  predictions: new Map(
    faces.map((one, i) => [one.name, squareFace(dx + i / 10)]),
  ),
  ...rest,
});

/** Results of a bench of two models of ours, which err alike, and a peer, with predictions of that peer and of another. */
export const results: BenchResults = {
  date: "2026-01-02T03:04:05.678Z",
  machine: "A processor, 2 cores",
  load: 1.25,
  command: "bench --check",
  timing: { turns: 10, runs: 3, loads: 4 },
  reference: "peer",
  ours: "ours",
  leftOut: ["something: it is <not> there."],
  runtimes: [
    { name: "native", title: "native 1.0", emptyMemory: 60 },
    { name: "wasm", title: "wasm 1.0", emptyMemory: 60 },
  ],
  models: [
    model("ours", "ours"),
    model("ours.half", "ours"),
    model("peer", "peers"),
  ],
  faces: {
    set: "faces score",
    count: 3,
    runtime: "native 1.0",
    methods: scoreMethods(
      [
        method("ours", 0.1, { group: "ours" }),
        method("ours.half", 0.1, { group: "ours" }),
        method("peer", 0.4, { absent: [60, 64] }),
        method("peer", 0.4, { source: "predictions" }),
        method("rival", 0.6, { source: "predictions" }),
      ],
      faces,
      "ours",
    ),
  },
};
