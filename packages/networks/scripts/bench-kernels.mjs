/**
 * How much faster the SIMD kernels train than the composed ones: one core, by turns, each in a thread of its own.
 *
 *   npm run build && node packages/networks/scripts/bench-kernels.mjs [preset | reference] [batch] [rounds]
 */
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { startWasmBackend } from "@fdhm/networks";
import { presetNetwork, trainingOnNoise } from "./training-on-noise.mjs";

const [, , preset = "reference", batch = "32", rounds = "8"] = process.argv;

if (isMainThread) await compare();
else await serve();

async function compare() {
  const threads = {};
  for (const kernels of ["composed", "simd"]) {
    threads[kernels] = new Worker(new URL(import.meta.url), {
      argv: process.argv.slice(2),
    });
    await ask(threads[kernels], kernels);
  }
  const times = { composed: [], simd: [] };
  for (let round = 0; round < Number(rounds); round++)
    for (const [kernels, thread] of Object.entries(threads))
      times[kernels].push(await ask(thread, "step"));
  for (const thread of Object.values(threads)) await thread.terminate();
  const { layout, macs } = presetNetwork(preset);
  console.log(
    `${preset}: ${layout.trainable} weights, ${(macs / 1e6).toFixed(1)} M products forward; steps of ${batch} on one core`,
  );
  const best = (key, name) => Math.min(...times[name].map((time) => time[key]));
  for (const [name, key] of [
    ["by the clock", "clock"],
    // What a core that is shared with other work would have taken by itself.
    ["processor time", "processor"],
  ]) {
    const [slow, fast] = [best(key, "composed"), best(key, "simd")];
    console.log(
      `  ${name}, best of ${rounds}: composed ${slow.toFixed(0)} ms, SIMD ${fast.toFixed(0)} ms (${((1000 * batch) / fast).toFixed(0)} samples/s): ${(slow / fast).toFixed(1)} times`,
    );
  }
}

function ask(thread, what) {
  return new Promise((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.postMessage(what);
  });
}

async function serve() {
  let training;
  parentPort.on("message", async (what) => {
    if (training === undefined) {
      await startWasmBackend({ composed: what === "composed" });
      training = trainingOnNoise(presetNetwork(preset), Number(batch));
      // The first two grow the heap.
      await training.step();
      await training.step();
      parentPort.postMessage("ready");
      return;
    }
    const start = performance.now();
    const before = process.cpuUsage();
    await training.step();
    const clock = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    parentPort.postMessage({ clock, processor: (user + system) / 1000 });
  });
}
