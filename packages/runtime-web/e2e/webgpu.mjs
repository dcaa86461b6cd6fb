/**
 * Drives the opt-in WebGPU runtime in a real browser whose GPU is acted out by the processor (SwiftShader), and in one
 * without a GPU; the page is built by Vite, isolated, and under a content security policy that allows neither eval nor
 * other hosts.
 *
 *   node packages/runtime-web/e2e/webgpu.mjs
 */
/* global FaceAligner, webgpu, noise */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";
import { launchBrowser } from "../../../.ci/browser.mjs";
import { check, finish, test } from "../../../.ci/checks.mjs";
import { FaceAligner as NodeAligner } from "../dist/index.js";

const plain = await launchBrowser();
if (plain === undefined) process.exit(0);
const withGpu = await launchBrowser(
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
);
const root = fileURLToPath(new URL(".", import.meta.url));
const model = readFileSync(
  new URL("../../model-fast-dhm/fast-dhm.onnx", import.meta.url),
);
const BOX = { x: 90, y: 60, width: 130, height: 120 };
const WIDTH = 320;
const HEIGHT = 240;
const outDir = mkdtempSync(join(tmpdir(), "fdhm-webgpu-"));
const config = {
  root,
  configFile: false,
  logLevel: "error",
  base: "./",
  resolve: { conditions: ["@fdhm/source", "module", "browser"] },
  worker: { format: "es" },
  build: {
    target: "es2022",
    outDir,
    rollupOptions: { input: join(root, "webgpu.html") },
  },
};
await build(config);
const server = await preview({
  ...config,
  preview: {
    host: "127.0.0.1",
    port: 0,
    headers: {
      "Content-Security-Policy":
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    },
  },
});
const origin = `http://127.0.0.1:${server.httpServer.address().port}`;

/** Opens the page as on a computer of four cores, with which onnxruntime starts threads where it may. */
async function openPage(browser, isolated = true) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window.navigator, "hardwareConcurrency", {
      value: 4,
    });
    window.pipelines = 0;
    for (const name of [
      "createComputePipeline",
      "createComputePipelineAsync",
    ]) {
      const create = window.GPUDevice?.prototype[name];
      if (create === undefined) continue;
      window.GPUDevice.prototype[name] = function (descriptor) {
        window.pipelines++;
        return create.call(this, descriptor);
      };
    }
  });
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.route("**/model.onnx", (route) => route.fulfill({ body: model }));
  if (!isolated)
    await page.route("**/webgpu.html", async (route) => {
      const response = await route.fetch();
      const headers = response.headers();
      delete headers["cross-origin-opener-policy"];
      await route.fulfill({ response, headers });
    });
  await page.goto(`${origin}/webgpu.html`);
  await page.waitForFunction(() => "FaceAligner" in window);
  return { page, requests };
}

/** Aligns in the page; `runtime` is a name, or "webgpu" for what webgpu() gives. */
function alignIn(page, runtime) {
  return page.evaluate(
    async ([runtime, box, width, height]) => {
      const aligner = await FaceAligner.load("./model.onnx", {
        runtime: runtime === "webgpu" ? webgpu() : runtime,
      });
      const face = await aligner.align(noise(width, height, 4), box);
      await aligner.dispose();
      return {
        runtime: aligner.runtime,
        isolated: window.crossOriginIsolated,
        pipelines: window.pipelines,
        landmarks: [...face.landmarks],
        score: face.score,
      };
    },
    [runtime, BOX, WIDTH, HEIGHT],
  );
}

function same(found, wanted, tolerance) {
  const off = Math.max(
    ...found.landmarks.map((value, i) => Math.abs(value - wanted.landmarks[i])),
  );
  check(off <= tolerance, `landmarks are off by ${off} px`);
  check(
    Math.abs(found.score - wanted.score) <= 0.001,
    `score is ${found.score}, in Node ${wanted.score}`,
  );
}

try {
  const { noise: noiseOf } = await import("../dist/testing/tiny-face.js");
  const aligner = await NodeAligner.load(model, {
    runtime: "onnxruntime-web",
  });
  const wanted = await aligner.align(noiseOf(WIDTH, HEIGHT, 4), BOX);
  await aligner.dispose();

  await test("a build with webgpu() holds the WebAssembly of both runtimes", () => {
    const files = readdirSync(join(outDir, "assets")).filter((file) =>
      file.endsWith(".wasm"),
    );
    check(
      files.length === 2 && files.some((file) => file.includes("asyncify")),
      `WebAssembly: ${files}`,
    );
  });

  await test("computes on the GPU what Node computes, and asks no other host", async () => {
    const { page, requests } = await openPage(withGpu);
    const found = await alignIn(page, "webgpu");
    check(found.runtime === "onnxruntime-web/webgpu", `ran ${found.runtime}`);
    check(found.pipelines > 0, "the GPU got nothing to compute");
    // Measured: 0.00014 px.
    same(found, wanted, 0.001);
    const wasm = requests.filter((url) => url.endsWith(".wasm"));
    check(
      wasm.length === 1 && wasm[0].includes("asyncify"),
      `asked for ${wasm}`,
    );
    const foreign = requests.filter(
      (url) => !url.startsWith(origin) && !/^(data|blob):/.test(url),
    );
    check(foreign.length === 0, `asked for ${foreign}`);
    await page.close();
  });

  await test("without a GPU says so, loads nothing, and can go on in WebAssembly", async () => {
    const { page, requests } = await openPage(plain);
    const message = await alignIn(page, "webgpu").then(
      () => "no error",
      (error) => error.message,
    );
    check(/a GPU that this browser lets pages use/.test(message), message);
    check(!requests.some((url) => url.endsWith(".wasm")), `${requests}`);
    const found = await alignIn(page, "auto");
    check(found.runtime === "onnxruntime-web", `ran ${found.runtime}`);
    same(found, wanted, 0.001);
    await page.close();
  });

  for (const isolated of [true, false])
    await test(`starts ${isolated ? "threads where the page is isolated" : "no threads where it is not"}`, async () => {
      const { page } = await openPage(plain, isolated);
      const found = await alignIn(page, "onnxruntime-web");
      check(found.isolated === isolated, `isolated: ${found.isolated}`);
      const threads = page.workers().length;
      check(threads > 0 === isolated, `${threads} threads beside the page's`);
      same(found, wanted, 0.001);
      await page.close();
    });
} finally {
  await plain.close();
  await withGpu.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
finish();
