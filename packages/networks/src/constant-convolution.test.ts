import { describe, expect, it } from "@jest/globals";
import { convolveConstant } from "./constant-convolution.ts";

describe("convolveConstant", () => {
  // 3 x 2 px of 2 channels.
  const picture = Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60);

  it("weighs channels with a 1x1 kernel, filter by filter", () => {
    expect([
      ...convolveConstant(
        picture,
        [3, 2, 2],
        Float32Array.of(1, 0, 0.5, 1),
        2,
        {
          size: [3, 2],
          attributes: {
            kernel_shape: [1, 1],
            strides: [1, 1],
            pads: [0, 0, 0, 0],
          },
        },
      ),
    ]).toEqual([1, 2, 3, 4, 5, 6, 10.5, 21, 31.5, 42, 52.5, 63]);
  });

  it("has zeros about the picture and steps by the stride", () => {
    // Of the first channel: the pixel to the upper left, 100 times the pixel itself.
    const kernel = new Float32Array(18);
    kernel[0] = 1;
    kernel[4] = 100;
    expect([
      ...convolveConstant(picture, [3, 2, 2], kernel, 1, {
        size: [2, 1],
        attributes: {
          kernel_shape: [3, 3],
          strides: [2, 1],
          pads: [1, 0, 1, 0],
        },
      }),
    ]).toEqual([200, 603]);
    expect([
      ...convolveConstant(picture, [3, 2, 2], kernel, 1, {
        size: [2, 2],
        attributes: {
          kernel_shape: [3, 3],
          strides: [2, 1],
          pads: [1, 1, 1, 1],
        },
      }),
    ]).toEqual([100, 200, 500, 603]);
  });
});
