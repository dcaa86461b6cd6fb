import { FaceAligner } from "../src/index.ts";
import { noise } from "../src/testing/tiny-face.ts";

/** Aligns in a module worker, to which the picture goes as a bitmap. */
function alignInWorker(
  model: string,
  bitmap: ImageBitmap,
  box: unknown,
): Promise<unknown> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if ("error" in data) reject(new Error(data.error));
      else resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ model, bitmap, box }, [bitmap]);
  });
}

/** A canvas that shows the pixels that Node aligns, too. */
function noiseCanvas(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const { data } = noise(width, height, 4);
  canvas
    .getContext("2d")!
    .putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}

// What run.mjs drives.
Object.assign(globalThis, { FaceAligner, alignInWorker, noiseCanvas });
