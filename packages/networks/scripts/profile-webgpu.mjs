/**
 * What a training step on webgpu dispatches, kernel by kernel, and how long each takes on a GPU.
 *
 *   npm run build && node packages/networks/scripts/profile-webgpu.mjs [preset] [batch] [timed | stock]
 *
 * Without "timed" Dawn's null backend counts: no GPU is needed. With it every dispatch gets a pass of its own between two timestamps, so
 * the parts are measured and not the whole: `bench-webgpu.mjs` does that. "stock" counts TensorFlow.js's own kernels, forward and backward alone.
 */
import { startWebgpuBackend } from "@fdhm/networks";
import * as tf from "@tensorflow/tfjs";
import { startDawn } from "./dawn.mjs";
import { presetNetwork, trainingOnNoise } from "./training-on-noise.mjs";

const [, , preset = "fast-dhm", batch = "32", how] = process.argv;
const timed = how === "timed";
const stock = how === "stock";
/** As many timestamps as a query set holds, two a dispatch: what comes after them is counted and not timed. */
const MOST = 4096;

/** Calls, and ticks of a nanosecond, by the pipeline's label. */
const spent = new Map();
const names = new WeakMap();
let queries;
let dispatched = [];

const release = await startDawn(...(timed ? [] : ["backend=null"]));
const { GPUDevice, GPUCommandEncoder, GPUBufferUsage, GPUMapMode } = globalThis;
const create = GPUDevice.prototype.createComputePipeline;
GPUDevice.prototype.createComputePipeline = function (options) {
  const pipeline = create.call(this, options);
  names.set(pipeline, nameOf(options.label));
  return pipeline;
};
const begin = GPUCommandEncoder.prototype.beginComputePass;
GPUCommandEncoder.prototype.beginComputePass = function () {
  let pipeline;
  let group;
  return {
    setPipeline: (value) => (pipeline = value),
    setBindGroup: (_, value) => (group = value),
    dispatchWorkgroups: (...workgroups) => {
      const at = 2 * dispatched.length;
      dispatched.push(names.get(pipeline));
      const timestampWrites = {
        querySet: queries,
        beginningOfPassWriteIndex: at,
        endOfPassWriteIndex: at + 1,
      };
      const timed = queries && at < MOST;
      const pass = begin.call(this, timed ? { timestampWrites } : {});
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(...workgroups);
      pass.end();
    },
    end: () => undefined,
  };
};

if (stock) await tf.setBackend("webgpu");
else await startWebgpuBackend();
const training = trainingOnNoise(presetNetwork(preset), Number(batch), !stock);
await training.step();
await training.step();
const { device } = tf.backend();
if (timed) queries = device.createQuerySet({ type: "timestamp", count: MOST });
dispatched = [];
await training.step();
const times = queries && (await readTimes(device, queries, dispatched.length));
training.dispose();
for (const [i, name] of dispatched.entries()) {
  const entry = spent.get(name) ?? { calls: 0, time: 0 };
  entry.calls++;
  if (times && 2 * i < MOST)
    entry.time += Number(times[2 * i + 1] - times[2 * i]) / 1e6;
  spent.set(name, entry);
}
const whole = [...spent.values()].reduce((sum, { time }) => sum + time, 0);
console.log(
  `${preset}, batch ${batch}: ${dispatched.length} dispatches a step${timed ? `, ${whole.toFixed(1)} ms` : ""}\n`,
);
console.log(
  timed
    ? "| kernel | calls | ms | share |\n| --- | --: | --: | --: |"
    : "| kernel | calls |\n| --- | --: |",
);
const rows = [...spent].sort(
  ([, a], [, b]) => b.time - a.time || b.calls - a.calls,
);
for (const [name, { calls, time }] of rows)
  console.log(
    timed
      ? `| ${name} | ${calls} | ${time.toFixed(2)} | ${((100 * time) / whole).toFixed(0)} % |`
      : `| ${name} | ${calls} |`,
  );
release();

/** Our labels end with shapes, TensorFlow.js's are the names of its classes. */
function nameOf(label) {
  return label.replace(/(, ceiling|[ ,]*[-\d]).*$/, "");
}

async function readTimes(device, queries, dispatches) {
  const count = Math.min(MOST, 2 * dispatches);
  const { STORAGE, COPY_SRC, COPY_DST, MAP_READ, QUERY_RESOLVE } =
    GPUBufferUsage;
  const resolved = device.createBuffer({
    size: 8 * count,
    usage: QUERY_RESOLVE | COPY_SRC | STORAGE,
  });
  const read = device.createBuffer({
    size: 8 * count,
    usage: COPY_DST | MAP_READ,
  });
  const encoder = device.createCommandEncoder();
  encoder.resolveQuerySet(queries, 0, count, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, read, 0, 8 * count);
  device.queue.submit([encoder.finish()]);
  await read.mapAsync(GPUMapMode.READ);
  return new BigInt64Array(read.getMappedRange().slice(0));
}
