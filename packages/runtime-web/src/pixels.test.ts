import { afterEach, describe, expect, it } from "@jest/globals";
import type { FaceImage } from "./image.ts";
import { PixelReader } from "./pixels.ts";
import { noise } from "./testing/tiny-face.ts";

const region = { x: 1, y: 1, width: 2, height: 1 };
const real = globalThis.OffscreenCanvas;

/** Stands in for the browser's canvas: notes what is drawn and hands out its own bytes; e2e tests the real one. */
function fakeCanvas(fail?: Error) {
  const log: string[] = [];
  globalThis.OffscreenCanvas = class {
    width: number;
    height: number;
    constructor(width: number, height: number) {
      log.push("new");
      this.width = width;
      this.height = height;
    }
    getContext(kind: string, options: { willReadFrequently: boolean }) {
      log.push(`${kind} ${options.willReadFrequently}`);
      return {
        canvas: this,
        clearRect: () => log.push("clear"),
        drawImage: (_: unknown, ...numbers: number[]) =>
          log.push(
            `draw ${numbers.join(" ")} on ${this.width} x ${this.height}`,
          ),
        getImageData: (
          _x: number,
          _y: number,
          width: number,
          height: number,
        ) => {
          if (fail) throw fail;
          return { data: new Uint8ClampedArray(4 * width * height).fill(7) };
        },
      };
    }
  } as unknown as typeof OffscreenCanvas;
  return log;
}

const bitmap = { width: 4, height: 3, close() {} } as ImageBitmap;

describe("PixelReader", () => {
  afterEach(() => {
    globalThis.OffscreenCanvas = real;
  });

  it("takes pixels as they are, RGBA or RGB by their number", () => {
    const { data, width, height } = noise(4, 3, 4);
    const open = new PixelReader().open({ data, width, height });
    expect(open.read(region)).toEqual({
      picture: { data, width, height, channels: 4 },
      x: 0,
      y: 0,
    });
    const rgb = { data: new Uint8Array(36), width: 4, height: 3 };
    expect(new PixelReader().open(rgb).read(region).picture.channels).toBe(3);
  });

  it.each([
    [{ data: new Uint8Array(35), width: 4, height: 3 }, /4 x 3 x 4 bytes/],
    [
      { data: new Uint8Array(48), width: 4, height: 3, channels: 3 as const },
      /4 x 3 x 3 bytes/,
    ],
    [{ data: new Uint8Array(0), width: 0, height: 0 }, /positive whole width/],
    [{ data: [1, 2, 3], width: 1, height: 1 }, /Uint8Array.*"Array"/],
    [{ data: new Float32Array(3), width: 1, height: 1 }, /"Float32Array"/],
    [{ width: 0, height: 5 }, /loaded, and not closed.*0 x 5/],
    [{ naturalWidth: 0, naturalHeight: 0, width: 9, height: 9 }, /loaded/],
    [{ displayWidth: 0, displayHeight: 0 }, /not closed/],
    [{ videoWidth: 9, videoHeight: 9, readyState: 1 }, /frame to show/],
    [{ videoWidth: 0, videoHeight: 0, readyState: 4 }, /with pixels/],
    [{}, /a canvas, a bitmap/],
    [undefined, /an image for image but received undefined/],
    ["face.jpg", /received "face.jpg"/],
  ])("refuses %p", (image, message) => {
    expect(() => new PixelReader().open(image as unknown as FaceImage)).toThrow(
      message,
    );
  });

  it("draws the region on one canvas that only grows", () => {
    const log = fakeCanvas();
    const reader = new PixelReader();
    const { picture, x, y } = reader.open(bitmap).read(region);
    expect(picture).toEqual({
      data: new Uint8ClampedArray(8).fill(7),
      width: 2,
      height: 1,
      channels: 4,
    });
    expect([x, y]).toEqual([1, 1]);
    reader.open(bitmap).read({ x: 0, y: 0, width: 1, height: 3 });
    expect(log).toEqual([
      "new",
      "2d true",
      "clear",
      "draw 1 1 2 1 0 0 2 1 on 2 x 1",
      "clear",
      "draw 0 0 1 3 0 0 1 3 on 2 x 3",
    ]);
  });

  it("measures images and videos by their own pixels, not by their place in the page", () => {
    const reader = new PixelReader();
    const image = { naturalWidth: 8, naturalHeight: 6, width: 80, height: 60 };
    expect(reader.open(image as HTMLImageElement)).toMatchObject({
      width: 8,
      height: 6,
    });
    const video = {
      videoWidth: 5,
      videoHeight: 7,
      readyState: 2,
      width: 1,
      height: 1,
    };
    expect(reader.open(video as HTMLVideoElement)).toMatchObject({
      width: 5,
      height: 7,
    });
    const frame = { displayWidth: 3, displayHeight: 2, codedWidth: 16 };
    expect(reader.open(frame as VideoFrame)).toMatchObject({
      width: 3,
      height: 2,
    });
  });

  it("refuses a foreign image and takes a fresh canvas after it", () => {
    const log = fakeCanvas(new Error("The canvas has been tainted"));
    const reader = new PixelReader();
    const read = () => reader.open(bitmap).read(region);
    expect(read).toThrow(/this page may read.*for image/);
    expect(read).toThrow(/CORS/);
    expect(log.filter((line) => line === "new")).toHaveLength(2);
  });

  it("asks for pixels where there is no canvas", () => {
    expect(() => new PixelReader().open(bitmap).read(region)).toThrow(
      /\{data, width, height\}/,
    );
  });
});
