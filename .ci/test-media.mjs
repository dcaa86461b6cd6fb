/** A rendered face as files that pages are tried with: a picture, a video, and what a camera sees. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

/**
 * Writes `face.png`, `face.webm` and `face.y4m`, which Chromium takes for a camera.
 *
 * @param browser - draws and encodes them.
 * @returns their paths.
 */
export async function writeMedia(browser, folder) {
  const cacheDir = mkdtempSync(join(tmpdir(), "fdhm-media-"));
  const server = await createServer({
    root: fileURLToPath(
      new URL("../packages/runtime-web/e2e", import.meta.url),
    ),
    configFile: false,
    logLevel: "error",
    cacheDir,
    server: { host: "127.0.0.1", port: 0 },
  });
  try {
    await server.listen();
    const page = await browser.newPage();
    await page.goto(
      `http://127.0.0.1:${server.httpServer.address().port}/off-page.html`,
    );
    await page.waitForFunction(() => "faceCanvas" in window);
    const { png, webm, rgba, size } = await page.evaluate(encode);
    await page.close();
    const bytes = (base64) => Buffer.from(base64, "base64");
    const files = {
      png: join(folder, "face.png"),
      webm: join(folder, "face.webm"),
      y4m: join(folder, "face.y4m"),
    };
    writeFileSync(files.png, bytes(png));
    writeFileSync(files.webm, bytes(webm));
    writeFileSync(files.y4m, y4m(bytes(rgba), size));
    return files;
  } finally {
    await server.close();
    rmSync(cacheDir, { recursive: true, force: true });
  }
}

/* global faceCanvas, MediaRecorder, Blob, FileReader */
/** Runs in the page. */
async function encode() {
  const { canvas } = await faceCanvas(0.4);
  const context = canvas.getContext("2d");
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const recorder = new MediaRecorder(canvas.captureStream(15), {
    mimeType: "video/webm",
    videoBitsPerSecond: 4e6,
  });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  // A canvas gives a frame only when something is drawn.
  for (let i = 0; i < 20; i++) {
    context.fillRect(0, 0, 1 + (i % 2), 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  recorder.stop();
  await stopped;
  const base64 = (blob) =>
    new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.split(",")[1]);
      reader.readAsDataURL(blob);
    });
  return {
    size: canvas.width,
    png: canvas.toDataURL("image/png").split(",")[1],
    webm: await base64(new Blob(parts)),
    rgba: await base64(new Blob([data])),
  };
}

/** A few frames of uncompressed video: BT.601 in its studio range, every colour for four pixels. */
function y4m(rgba, size) {
  const half = size / 2;
  const luma = Buffer.alloc(size * size);
  const blue = Buffer.alloc(half * half);
  const red = Buffer.alloc(half * half);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const [r, g, b] = rgba.subarray(4 * (y * size + x));
      luma[y * size + x] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
      const i = (y >> 1) * half + (x >> 1);
      blue[i] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
      red[i] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  const frame = [Buffer.from("FRAME\n"), luma, blue, red];
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${size} H${size} F15:1 Ip A1:1 C420jpeg\n`),
    ...Array.from({ length: 4 }, () => frame).flat(),
  ]);
}
