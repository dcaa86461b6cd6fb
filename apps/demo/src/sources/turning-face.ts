import * as mm from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { headMovement } from "./head-movement.ts";
import type { Frame, Source } from "./source.ts";

/** Of the frame, px; the head is drawn in a square in its middle. */
const WIDTH = 640;
const HEIGHT = 480;

/** Frames come at 30 a second, as from a camera; a little less than 1/30 s, since the page's frames do not come on the dot. */
const FRAME_MS = 30;

/** Who it is: coefficients of the first identity modes. */
const IDENTITY = [0.8, -0.6, 0.4, 0.3, -0.4];

/** Where the head begins, s: half turned, so that a face that does not move shows what a turn is. */
const BEGIN = 0.9;

const LIGHTING: mm.Lighting = {
  ambient: [0.42, 0.43, 0.47],
  lights: [
    { direction: [0.7, 0.9, 1], colour: [0.62, 0.6, 0.56] },
    { direction: [-1, 0.3, 0.2], colour: [0.16, 0.2, 0.26] },
  ],
};

/**
 * A rendered head of the embedded model that turns by itself, so that the page shows something without a camera.
 *
 * @param paused - whether it waits to be told to turn.
 */
export async function turningFace(paused: boolean): Promise<Source> {
  const draw = headPainter(await loadOpenFace());
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext("2d")!;
  let seconds = BEGIN;
  let last: number | undefined;
  return {
    kind: "face",
    name: "a rendered face",
    mirrored: false,
    most: 1,
    moving: true,
    pause: {
      get paused() {
        return paused;
      },
      set(stop) {
        paused = stop;
      },
    },
    async *frames(signal): AsyncGenerator<Frame, void> {
      draw(context, seconds);
      yield { canvas, timestamp: performance.now() };
      last = undefined;
      while (!signal.aborted) {
        const now = await animationFrame();
        if (paused || now - (last ?? -Infinity) < FRAME_MS) {
          if (paused) last = undefined;
          continue;
        }
        // A page that was hidden goes on where it was.
        seconds += Math.min(now - (last ?? now), 100) / 1000;
        last = now;
        draw(context, seconds);
        yield { canvas, timestamp: now };
      }
    },
    close() {},
  };
}

function animationFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Prepares all that does not change from frame to frame. */
function headPainter(model: mm.MorphableModel) {
  const texture = mm.createTexture(model.skins[2] ?? model.skins[0]!);
  const target = mm.createRasterTarget(HEIGHT, HEIGHT, 2);
  const backdrop = background();
  const square = new ImageData(HEIGHT, HEIGHT);
  const left = (WIDTH - HEIGHT) / 2;
  const still = cut(backdrop, left);
  return (context: CanvasRenderingContext2D, seconds: number): void => {
    const { expression, ...angles } = headMovement(seconds);
    const points = mm.shape(model, IDENTITY, expression);
    const pose = { ...angles, scale: 1.62, x: HEIGHT / 2, y: 262 };
    const light = mm.lightVertices(
      mm.vertexNormals(points, model.triangles),
      mm.rotation(pose.pitch, pose.yaw, pose.roll),
      LIGHTING,
    );
    const { triangles, uv } = model;
    const vertices = mm.project(points, pose);
    mm.clearRasterTarget(target);
    mm.rasterise({ vertices, triangles, uv, texture, light }, target);
    square.data.set(still);
    const { data, width, height } = square;
    const bytes = new Uint8Array(data.buffer);
    mm.composite(target, { data: bytes, width, height, channels: 4 });
    context.putImageData(backdrop, 0, 0);
    context.putImageData(square, left, 0);
  };
}

/** A wall with light on it. */
function background(): ImageData {
  const image = new ImageData(WIDTH, HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const off = Math.hypot(x / WIDTH - 0.58, (y / HEIGHT - 0.4) * 0.8);
      const light = 1 - 0.75 * Math.min(1, off * 1.35);
      image.data.set(
        [46 + 96 * light, 52 + 100 * light, 58 + 104 * light, 255],
        4 * (y * WIDTH + x),
      );
    }
  return image;
}

/** A square of the picture, as high as it is. */
function cut(
  { data, width, height }: ImageData,
  left: number,
): Uint8ClampedArray {
  const square = new Uint8ClampedArray(4 * height * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * (y * width + left);
    square.set(data.subarray(from, from + 4 * height), 4 * y * height);
  }
  return square;
}
