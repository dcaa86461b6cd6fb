/** Newell, Yang, Deng, "Stacked hourglass networks for human pose estimation", ECCV 2016, section 3, figures 3 and 4. */
import type { Ops } from "./ops.ts";

/** Channels of a residual. */
export interface ResidualOptions {
  /** Channels that come in. */
  readonly inputs: number;
  /** Channels that go out, an even number. */
  readonly channels: number;
  /** Groups of its normalisations. */
  readonly groups: number;
}

/**
 * A bottleneck residual (figure 4, left): normalisation, ReLU and convolution three times, 1x1 to half the channels, 3x3, 1x1 to all.
 * Where the number of channels changes, the way beside it is a 1x1 convolution.
 *
 * @param x - `[height, width, inputs]`
 * @returns `[height, width, channels]`
 */
export function residual<T>(
  ops: Ops<T>,
  x: T,
  name: string,
  { inputs, channels, groups }: ResidualOptions,
): T {
  const layer = (y: T, part: string, filters: number, kernel: number) => {
    const layerName = `${name}/${part}`;
    const normal = ops.relu(ops.groupNorm(y, layerName, groups));
    return ops.convolution([normal], layerName, {
      filters,
      kernel,
      finish: "bias",
    });
  };
  let y = layer(x, "narrow", channels / 2, 1); // [H, W, channels / 2]
  y = layer(y, "middle", channels / 2, 3); // [H, W, channels / 2]
  y = layer(y, "widen", channels, 1); // [H, W, channels]
  const beside =
    inputs === channels
      ? x
      : ops.convolution([x], `${name}/beside`, {
          filters: channels,
          kernel: 1,
          finish: "bias",
        });
  return ops.add(beside, y);
}

/** Shape of an hourglass. */
export interface HourglassOptions {
  /** Its channels, in and out. */
  readonly channels: number;
  /** Groups of its normalisations. */
  readonly groups: number;
  /** How often it halves the picture, at least once. */
  readonly depth: number;
}

/**
 * An hourglass (figure 3): a residual at this size, beside a max-pool, a residual, the smaller hourglass (a residual at the
 * bottom), a residual and the way up.
 *
 * @param x - `[height, width, channels]`, sides multiples of 2 to the depth.
 * @returns the same shape.
 */
export function hourglass<T>(
  ops: Ops<T>,
  x: T,
  name: string,
  { channels, groups, depth }: HourglassOptions,
): T {
  const same = (y: T, part: string) =>
    residual(ops, y, `${name}/${part}${depth}`, {
      inputs: channels,
      channels,
      groups,
    });
  const beside = same(x, "beside"); // [H, W, channels]
  let y = same(ops.maxPool(x), "down"); // [H/2, W/2, channels]
  y =
    depth > 1
      ? hourglass(ops, y, name, { channels, groups, depth: depth - 1 })
      : same(y, "bottom");
  y = same(y, "up"); // [H/2, W/2, channels]
  return ops.add(beside, ops.upsample(y)); // [H, W, channels]
}
