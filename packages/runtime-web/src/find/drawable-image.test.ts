import { afterEach, describe, expect, it } from "@jest/globals";
import { drawableImage } from "./drawable-image.ts";

/** What is used of the browser's. */
class FakeImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

const scope = globalThis as { ImageData?: unknown };
const before = scope.ImageData;
afterEach(() => {
  scope.ImageData = before;
});

describe("drawableImage", () => {
  it("makes opaque ImageData of pixels in memory", () => {
    scope.ImageData = FakeImageData;
    const rgb = Uint8Array.of(1, 2, 3, 4, 5, 6);
    expect(drawableImage({ data: rgb, width: 2, height: 1 })).toEqual(
      new FakeImageData(Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 255), 2, 1),
    );
    const rgba = Uint8Array.of(1, 2, 3, 0, 4, 5, 6, 9);
    expect(drawableImage({ data: rgba, width: 1, height: 2 })).toEqual(
      new FakeImageData(Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 255), 1, 2),
    );
  });

  it("leaves what detectors take as it is", () => {
    scope.ImageData = FakeImageData;
    const data = new FakeImageData(new Uint8ClampedArray(4), 1, 1) as ImageData;
    expect(drawableImage(data)).toBe(data);
    const canvas = { width: 2, height: 3 } as HTMLCanvasElement;
    expect(drawableImage(canvas)).toBe(canvas);
  });

  it("refuses what is no image, is not loaded, or cannot be drawn here", () => {
    scope.ImageData = undefined;
    const pixels = { data: new Uint8Array(3), width: 1, height: 1 };
    expect(() => drawableImage(pixels)).toThrow(
      "Expected a browser, which has ImageData, for image but received",
    );
    const empty = { width: 0, height: 0 } as HTMLCanvasElement;
    expect(() => drawableImage(empty)).toThrow("an image with pixels");
  });
});
