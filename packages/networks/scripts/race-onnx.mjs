/**
 * Runs ONNX files of one input each in turn, on noise, one thread, batch 1: which is faster, and by how much.
 *
 *   npm install --no-save onnxruntime-node@1.30.0
 *   node packages/networks/scripts/race-onnx.mjs A.onnx B.onnx...
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import proto from "onnx-proto";
import { openRuntime } from "./onnx-runtimes.mjs";
import { race } from "./race.mjs";

const RUNS = 600;

const models = Object.fromEntries(
  process.argv.slice(2).map((path) => {
    const file = readFileSync(path);
    const [{ name, type }] = proto.onnx.ModelProto.decode(file).graph.input;
    // A side that is free is the batch.
    const sides = type.tensorType.shape.dim.map(
      ({ dimValue }) => Number(dimValue) || 1,
    );
    return [basename(path), { file, shapes: { [name]: sides } }];
  }),
);
for (const name of ["native", "wasm"])
  await race(await openRuntime(name), models, RUNS);
