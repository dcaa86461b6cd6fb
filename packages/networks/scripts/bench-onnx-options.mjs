/**
 * What the export's options cost and gain: bytes, loading and running, one thread, batch 1, everything in turn; and what a run time
 * would pay that folds nothing.
 *
 *   npm install --no-save onnxruntime-node@1.30.0
 *   node packages/networks/scripts/bench-onnx-options.mjs [preset] [native] [wasm]
 */
import { openRuntime } from "./onnx-runtimes.mjs";
import { presetModel } from "./preset-model.mjs";

const LOADS = 10;
const TURNS = 20;
/** Runs in a turn: the first ones find the caches full of other models. */
const RUNS = 20;

const [preset = "fast-dhm", ...wanted] = process.argv.slice(2);
const { shapes, write } = presetModel(preset);
const variants = [];
for (const heatMap of ["drawn", "bias"])
  for (const weights of ["float32", "float16"])
    for (const batch of ["free", 1])
      variants.push({
        label: `${heatMap}, ${weights}, batch ${batch}`,
        file: write({ heatMap, weights, batch }),
      });
for (const heatMap of ["drawn", "bias"])
  variants.push({
    label: `${heatMap}, nothing folded`,
    file: write({ heatMap, batch: 1 }),
    more: { graphOptimizationLevel: "disabled" },
  });

for (const name of wanted.length > 0 ? wanted : ["native", "wasm"]) {
  const runtime = await openRuntime(name);
  const measured = variants.map((variant) => ({
    ...variant,
    load: Infinity,
    run: Infinity,
  }));
  for (let i = 0; i < LOADS; i++)
    for (const entry of measured) {
      await entry.session?.release();
      const start = performance.now();
      entry.session = await runtime.open(entry.file, shapes, entry.more);
      entry.load = Math.min(entry.load, performance.now() - start);
    }
  for (let turn = 0; turn < TURNS; turn++)
    for (const entry of measured)
      for (let i = 0; i < RUNS; i++) {
        const start = performance.now();
        await entry.session.run();
        entry.run = Math.min(entry.run, performance.now() - start);
      }
  console.log(`\n| ${preset} in ${runtime.title} | file | load | run |`);
  console.log("| --- | --- | --- | --- |");
  for (const { label, file, load, run } of measured)
    console.log(
      `| ${label} | ${Math.ceil(file.length / 1000)} kB | ${load.toFixed(1)} ms | ${run.toFixed(3)} ms |`,
    );
}
