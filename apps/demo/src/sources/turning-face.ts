import * as mm from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { headMovement } from "./head-movement.ts";
import type { Frame, Source } from "./source.ts";

/** Of the frame, px. */
const WIDTH = 640;
const HEIGHT = 480;

/** Px a millimetre, and how far the face is before the axis that it turns about, mm. */
const SCALE = 1.42;
const PIVOT = -62;

/** Row of the picture in which the middle of the landmarks stands, and rows from and to which the head fades. */
const MIDDLE = 240;
const FADE = [338, 404] as const;

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
      for (;;) {
        const now = await animationFrame();
        if (signal.aborted) return;
        if (paused) last = undefined;
        if (paused || now - (last ?? -Infinity) < FRAME_MS) continue;
        // A page that was hidden goes on where it was.
        seconds += Math.min(now - (last ?? now), 100) / 1000;
        last = now;
        draw(context, seconds);
        yield { canvas, timestamp: performance.now() };
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
  const target = mm.createRasterTarget(WIDTH, HEIGHT, 2);
  const wall = background();
  const image = new ImageData(WIDTH, HEIGHT);
  return (context: CanvasRenderingContext2D, seconds: number): void => {
    const { expression, ...angles } = headMovement(seconds);
    const points = mm.shape(model, IDENTITY, expression);
    const turn = mm.rotation(angles.pitch, angles.yaw, angles.roll);
    const light = mm.lightVertices(
      mm.vertexNormals(points, model.triangles),
      turn,
      LIGHTING,
    );
    const { triangles, uv } = model;
    const vertices = mm.project(points, {
      ...angles,
      scale: SCALE,
      x: WIDTH / 2 - SCALE * turn[2]! * PIVOT,
      y: MIDDLE + SCALE * turn[5]! * PIVOT,
    });
    mm.clearRasterTarget(target);
    mm.rasterise({ vertices, triangles, uv, texture, light }, target);
    image.data.set(wall);
    const data = new Uint8Array(image.data.buffer);
    mm.composite(target, { data, width: WIDTH, height: HEIGHT, channels: 4 });
    fadeOut(image.data, wall);
    context.putImageData(image, 0, 0);
  };
}

/** A wall with light on it, RGBA. */
function background(): Uint8ClampedArray {
  const wall = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const off = Math.hypot(x / WIDTH - 0.58, (y / HEIGHT - 0.4) * 0.8);
      const light = 1 - 0.75 * Math.min(1, off * 1.35);
      wall.set(
        [46 + 96 * light, 52 + 100 * light, 58 + 104 * light, 255],
        4 * (y * WIDTH + x),
      );
    }
  return wall;
}

/** Lets the shoulders, at which the model ends, go over into the wall. */
function fadeOut(data: Uint8ClampedArray, wall: Uint8ClampedArray): void {
  for (let y = FADE[0]; y < HEIGHT; y++) {
    const way = Math.min(1, (y - FADE[0]) / (FADE[1] - FADE[0]));
    const share = way * way * (3 - 2 * way);
    const end = 4 * WIDTH * (y + 1);
    for (let i = 4 * WIDTH * y; i < end; i++)
      data[i]! += share * (wall[i]! - data[i]!);
  }
}
