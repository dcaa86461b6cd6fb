/**
 * How far webgpu's gradients are from the plain JavaScript backend's, over the tests' networks: a line of JSON for each.
 *
 *   npm run build && node packages/networks/scripts/compare-webgpu.mjs [words of the name]
 *
 * Dawn needs a Vulkan driver; without a GPU SwiftShader will do: with Debian's chromium-common
 * VK_DRIVER_FILES=/usr/lib/chromium/vk_swiftshader_icd.json LD_LIBRARY_PATH=/usr/lib/chromium.
 */
import { startWebgpuBackend } from "../dist/backend.js";
import {
  compareGradients,
  GRADIENT_CASES,
} from "../dist/gradient-check.test.fixture.js";
import { TINY } from "../dist/tiny-networks.test.fixture.js";
import { startDawn } from "./dawn.mjs";

const [, , words = ""] = process.argv;
const cases = [
  ...GRADIENT_CASES,
  ["no recurrence", TINY["cnn-3d"], { kind: "l2" }],
  ["a map of landmarks", TINY["rnn-2d"], { kind: "l2" }],
];
/** JSON knows neither NaN nor the greatest of nothing. */
const spelt = (_, value) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
const release = await startDawn();
for (const [name, network, loss] of cases) {
  if (!name.includes(words)) continue;
  const start = performance.now();
  const comparison = await compareGradients(network, loss, startWebgpuBackend);
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({ name, seconds, ...comparison }, spelt));
}
release();
