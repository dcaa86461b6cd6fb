/**
 * Drives the package in a real browser: the page as Vite builds it, under a content security policy that allows neither
 * eval nor other hosts, and the page as Vite's development server gives it out.
 *
 *   node packages/runtime-web/e2e/run.mjs      (CHROMIUM=/path/to/chromium for one that is not in a usual place)
 */
/* global FaceAligner, alignInWorker, noiseCanvas, OffscreenCanvas, VideoFrame, createImageBitmap, Image, AbortController */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, createServer, preview } from "vite";
import { launchBrowser } from "../../../.ci/browser.mjs";
import { check, finish, test } from "../../../.ci/checks.mjs";

const browser = await launchBrowser();
if (browser === undefined) process.exit(0);
const root = fileURLToPath(new URL(".", import.meta.url));
const wasm = createRequire(import.meta.url).resolve(
  "onnxruntime-web/ort-wasm-simd-threaded.wasm",
);
const conditions = [
  "@fdhm/source",
  "module",
  "browser",
  "development|production",
];
const outDir = mkdtempSync(join(tmpdir(), "fdhm-e2e-"));
const config = {
  root,
  configFile: false,
  logLevel: "error",
  // A cache of its own: the development server must find its dependencies as a new project would.
  cacheDir: join(outDir, "cache"),
  base: "./",
  resolve: { conditions },
  ssr: { resolve: { conditions: ["@fdhm/source", "node", "module"] } },
  worker: { format: "es" },
  build: { target: "es2022", outDir, emptyOutDir: false },
};
const host = "127.0.0.1";
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "img-src 'self' data: blob: http://localhost:*",
  "media-src 'self' blob: mediastream:",
].join("; ");

const SIZE = 16;
const WIDTH = 80;
const HEIGHT = 60;
const BOX = { x: 22, y: 11, width: 30, height: 24 };
const SIDE = 1.5 * 30;

/** The model that every pixel moves, and what Node finds with it. */
async function reference(server) {
  const { tinyDecoding, noise } = await server.ssrLoadModule(
    "../src/testing/tiny-face.ts",
  );
  const { tinyModel } = await server.ssrLoadModule(
    "../src/testing/tiny-model.ts",
  );
  const { FaceAligner } = await server.ssrLoadModule("../src/index.ts");
  const decoding = tinyDecoding(SIZE);
  const weights = Float32Array.from(
    { length: 3 * SIZE * SIZE * 204 },
    (_, i) => 0.004 * Math.sin(1.7 * i * i),
  );
  const model = tinyModel({ decoding, weights, bias: decoding.meanFace });
  const aligner = await FaceAligner.load(model);
  const face = await aligner.align(noise(WIDTH, HEIGHT, 4), BOX);
  const plain = await aligner.align(
    { data: new Uint8Array(3 * WIDTH * HEIGHT), width: WIDTH, height: HEIGHT },
    BOX,
  );
  await aligner.dispose();
  const moved = distance(face, plain);
  check(
    moved > 0.05,
    `the pixels must matter, they move landmarks by ${moved} sides`,
  );
  return { model, face };
}

/** Largest difference of two faces' landmarks, in sides of the crop. */
function distance(a, b) {
  return Math.max(
    ...Array.from(
      a.landmarks,
      (value, i) => Math.abs(value - b.landmarks[i]) / SIDE,
    ),
  );
}

function same(found, wanted, tolerance = 1e-4) {
  const off = distance(found, wanted);
  check(off <= tolerance, `landmarks are off by ${off} of the side`);
  const near = (a, b, what) =>
    check(Math.abs(a - b) <= 10 * tolerance, `${what} is ${a}, in Node ${b}`);
  for (const angle of ["pitch", "yaw", "roll"])
    near(found.pose[angle], wanted.pose[angle], angle);
  near(found.score, wanted.score, "score");
  for (let k = 0; k < 68; k++)
    near(found.visibility[k], wanted.visibility[k], `visibility ${k}`);
  for (const edge of ["x", "y", "width", "height"])
    near(found.box[edge] / SIDE, wanted.box[edge] / SIDE, `box ${edge}`);
}

/** Rejects unless the body rejects with a message like this. */
async function refuses(page, message, body) {
  const received = await page.evaluate(body, BOX).then(
    () => "no error",
    (error) => error.message,
  );
  check(
    message.test(received),
    `expected an error like ${message}, received: ${received}`,
  );
}

async function openPage(browser, origin, { model, problems }) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (entry) => {
    if (["error", "warning"].includes(entry.type()))
      problems.push(`${entry.type()}: ${entry.text()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url))
      problems.push(`request: ${url}`);
  });
  await page.route("**/tiny.onnx", (route) =>
    route.fulfill({
      body: Buffer.from(model),
      headers: { "content-length": String(model.length) },
    }),
  );
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => "FaceAligner" in window);
  return page;
}

async function testPage(kind, browser, origin, { model, face }) {
  const problems = [];
  const wasmRequests = [];
  const page = await openPage(browser, origin, { model, problems });
  page.on("request", (request) => {
    if (request.url().endsWith(".wasm")) wasmRequests.push(request.url());
  });
  const named = (name, body) => test(`${kind}: ${name}`, body);

  await named("importing loads no WebAssembly", async () => {
    const before = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map((entry) => entry.name)
        // Not the crop's own, which is text in a module until the first crop: crop-kernels.wasm.ts.
        .filter((name) => /\.wasm(\?|$)|ort-wasm/.test(name)),
    );
    check(before.length === 0, `it asked for ${before}`);
  });

  await named("loads a model with progress", async () => {
    const told = await page.evaluate(async () => {
      const told = [];
      window.aligner = await FaceAligner.load("./tiny.onnx", {
        onProgress: (progress) => told.push(progress),
      });
      return told;
    });
    check(
      told.at(-1)?.loaded === model.length,
      `progress ended with ${JSON.stringify(told.at(-1))}`,
    );
    check(wasmRequests.length === 1, `asked for ${wasmRequests.join(" ")}`);
  });

  const images = {
    "a canvas": (box) => window.aligner.align(noiseCanvas(80, 60), box),
    "an OffscreenCanvas": (box) => {
      const canvas = new OffscreenCanvas(80, 60);
      canvas.getContext("2d").drawImage(noiseCanvas(80, 60), 0, 0);
      return window.aligner.align(canvas, box);
    },
    "image data": (box) =>
      window.aligner.align(
        noiseCanvas(80, 60).getContext("2d").getImageData(0, 0, 80, 60),
        box,
      ),
    "a bitmap, closed at once": async (box) => {
      const bitmap = await createImageBitmap(noiseCanvas(80, 60));
      const pending = window.aligner.align(bitmap, box);
      bitmap.close();
      return pending;
    },
    "an image element that the page shows smaller": async (box) => {
      const image = new Image(40, 30);
      image.src = noiseCanvas(80, 60).toDataURL();
      document.body.append(image);
      await image.decode();
      return window.aligner.align(image, box);
    },
    "a video frame, closed at once": async (box) => {
      const frame = new VideoFrame(noiseCanvas(80, 60), { timestamp: 0 });
      const pending = window.aligner.align(frame, box);
      frame.close();
      return pending;
    },
    "a module worker": async (box) =>
      alignInWorker(
        new URL("./tiny.onnx", document.baseURI).href,
        await createImageBitmap(noiseCanvas(80, 60)),
        box,
      ),
  };
  for (const [name, body] of Object.entries(images))
    await named(`finds in ${name} what Node finds`, async () => {
      const plain = await page.evaluate(body, BOX);
      same(plain, face);
    });

  await named("aligns the frame that a video shows", async () => {
    // What the video shows went through the browser's own colour conversion: compare with its pixels on a canvas.
    const [found, wanted] = await page.evaluate(async (box) => {
      const video = document.createElement("video");
      video.muted = true;
      video.srcObject = noiseCanvas(80, 60).captureStream(30);
      await video.play();
      video.pause();
      const canvas = new OffscreenCanvas(80, 60);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(video, 0, 0);
      return [
        await window.aligner.align(video, box),
        await window.aligner.align(context.getImageData(0, 0, 80, 60), box),
      ];
    }, BOX);
    same(found, wanted);
  });

  await named(
    "aligns several boxes at once, on one reused canvas",
    async () => {
      const [first, second, alone] = await page.evaluate(async (box) => {
        const canvas = noiseCanvas(80, 60);
        const other = { ...box, x: 3, width: 60 };
        const [first, second] = await window.aligner.alignAll(canvas, [
          box,
          other,
        ]);
        return [first, second, await window.aligner.align(canvas, other)];
      }, BOX);
      same(first, face);
      same(second, alone);
    },
  );

  await named("refuses an empty canvas", () =>
    refuses(page, /with pixels.*0 x 0/, (box) => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 0;
      return window.aligner.align(canvas, box);
    }),
  );
  await named("refuses an image that is not loaded", () =>
    refuses(page, /loaded/, (box) => window.aligner.align(new Image(), box)),
  );
  await named("refuses a video without a frame", () =>
    refuses(page, /frame to show/, (box) =>
      window.aligner.align(document.createElement("video"), box),
    ),
  );
  await named("refuses a closed bitmap", () =>
    refuses(page, /not closed/, async (box) => {
      const bitmap = await createImageBitmap(noiseCanvas(8, 8));
      bitmap.close();
      return window.aligner.align(bitmap, box);
    }),
  );
  await named("refuses a closed video frame", () =>
    refuses(page, /not closed/, async (box) => {
      const frame = new VideoFrame(noiseCanvas(8, 8), { timestamp: 0 });
      frame.close();
      return window.aligner.align(frame, box);
    }),
  );
  await named("refuses an element that shows nothing", () =>
    refuses(page, /a canvas, a bitmap/, (box) =>
      window.aligner.align(document.body, box),
    ),
  );
  await named("refuses a box outside", () =>
    refuses(page, /inside the picture of 80 x 60 for box/, (box) =>
      window.aligner.align(noiseCanvas(80, 60), { ...box, x: 99 }),
    ),
  );
  await named("refuses a model that is a web page", () =>
    refuses(page, /wire type 4.*index\.html, byte 0/, () =>
      FaceAligner.load("./index.html"),
    ),
  );
  await named("refuses an empty address", () =>
    refuses(page, /an address, path or bytes/, () => FaceAligner.load("")),
  );
  await named("stops loading when told to", () =>
    refuses(page, /enough/, () => {
      const controller = new AbortController();
      const loading = FaceAligner.load("./tiny.onnx", {
        signal: controller.signal,
      });
      controller.abort(new Error("enough"));
      return loading;
    }),
  );
  await named(
    "makes no foreign request and no complaint in the console",
    () => {
      check(problems.length === 0, problems.join("\n"));
    },
  );

  // From here on the console may complain: the browser itself does.
  await named(
    "refuses a foreign image, and reads its own after that",
    async () => {
      const foreign = origin.replace(host, "localhost");
      await page.route(`${foreign}/face.png`, (route) =>
        route.fulfill({ contentType: "image/png", body: PIXEL }),
      );
      const received = await page.evaluate(
        async ([src, box]) => {
          const image = new Image();
          image.src = src;
          await image.decode();
          return window.aligner.align(image, { ...box, x: 0, y: 0 }).then(
            () => "no error",
            (error) => error.message,
          );
        },
        [`${foreign}/face.png`, BOX],
      );
      check(/this page may read/.test(received), `received: ${received}`);
      same(await page.evaluate(images["a canvas"], BOX), face);
    },
  );
  await named("names a model that is not there", () =>
    refuses(page, /HTTP 404|wire type 4/, () =>
      FaceAligner.load("./none.onnx"),
    ),
  );
  await named("refuses after dispose, which may come twice", async () => {
    await page.evaluate(async () => {
      await window.aligner.dispose();
      await window.aligner.dispose();
    });
    await refuses(page, /disposed/, (box) =>
      window.aligner.align(noiseCanvas(80, 60), box),
    );
  });
  await page.close();

  for (const option of ["wasmUrl", "wasmBinary"])
    await named(`takes its WebAssembly from ${option}`, async () => {
      const own = await openPage(browser, origin, { model, problems: [] });
      const asked = [];
      await own.route("**/own/place.wasm", (route) => {
        asked.push(route.request().url());
        return route.fulfill({
          contentType: "application/wasm",
          body: readFileSync(wasm),
        });
      });
      const others = [];
      own.on("request", (request) => {
        if (/ort-wasm.*\.wasm/.test(request.url())) others.push(request.url());
      });
      const found = await own.evaluate(
        async ([option, box]) => {
          const address = new URL("./own/place.wasm", document.baseURI).href;
          const value =
            option === "wasmUrl"
              ? address
              : await (await fetch(address)).arrayBuffer();
          const aligner = await FaceAligner.load("./tiny.onnx", {
            [option]: value,
          });
          return aligner.align(noiseCanvas(80, 60), box);
        },
        [option, BOX],
      );
      same(found, face);
      check(
        asked.length > 0 && others.length === 0,
        `asked for ${asked} and ${others}`,
      );
      await own.close();
    });
}

/** A red PNG of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==",
  "base64",
);

const development = await createServer({
  ...config,
  server: { host, port: 0 },
});
await development.listen();
await build(config);
const built = await preview({
  ...config,
  preview: { host, port: 0, headers: { "Content-Security-Policy": policy } },
});
try {
  const known = await reference(development);
  const address = (server) =>
    `http://${host}:${server.httpServer.address().port}`;
  await test("built: holds code and onnxruntime's WebAssembly, nothing else", () => {
    const files = readdirSync(join(outDir, "assets"));
    const bytes = files
      .filter((file) => !file.endsWith(".wasm"))
      .reduce(
        (sum, file) => sum + statSync(join(outDir, "assets", file)).size,
        0,
      );
    // Measured: 179 kB, of which 142 kB are onnxruntime's own code for the page and again for its worker.
    check(bytes < 220_000, `${bytes} bytes in ${files}`);
    const wasmFiles = files.filter((file) => file.endsWith(".wasm"));
    check(wasmFiles.length === 1, `WebAssembly: ${wasmFiles}`);
  });
  await testPage("built", browser, address(built), known);
  await testPage("development", browser, address(development), known);
} finally {
  await browser.close();
  await built.close();
  await development.close();
  rmSync(outDir, { recursive: true, force: true });
}
finish();
