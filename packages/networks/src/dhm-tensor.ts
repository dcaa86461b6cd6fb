import { type DhmOptions, gaussianRadius } from "@fdhm/dhm";
import { expected } from "@fdhm/errors";
import * as tf from "@tensorflow/tfjs";
import { spreadLandmarks } from "./spread-landmarks.ts";

/**
 * Where a landmark's Gaussian has its peak: on the point itself, so that the map changes smoothly with it, or on the nearest
 * pixel as `renderDhm` draws it, whose gradient is then taken as if the point had been there (straight-through).
 */
export type DhmCentre = "continuous" | "nearest";

/** How a map is drawn. */
export interface DhmTensorOptions extends DhmOptions {
  /** Where the peaks are; "continuous" where absent. */
  readonly centre?: DhmCentre | undefined;
}

/**
 * 3D diffusion heat maps as a tensor whose gradient flows to the points: through their places in the map (x and y) and
 * through the values that they write (x, y and z between the least and the greatest of the face). What a map is, `renderDhm` of
 * `@fdhm/dhm` tells.
 *
 * With the centre "nearest", and with either where x and y are whole numbers, values are those of `renderDhm`, its end at 4
 * sigma included. That end goes by the nearest pixel in both, so a map steps by at most `exp(-8) = 0.00034` where a point
 * crosses from pixel to pixel. Where Gaussians overlap the gradient goes to the greatest, to the first of equals.
 *
 * `[B, N, size, size, 3]` is never held: landmarks are drawn one after another, and again for the gradient. Memory is that of a
 * few maps whatever N is. Gradients of gradients are not defined.
 *
 * @param points - `[B, N, 3]`: x y z in px of the map, integers are pixel centres, y down; z in any unit. Numbers that are not
 *   finite make their face's map meaningless: what lies on a backend cannot be looked at in passing.
 * @param size - edge of the square maps in px.
 * @param options - see {@link DhmTensorOptions}.
 * @returns `[B, size, size, 3]`, 0 to 1.
 * @throws RangeError where the shape, the size, sigma or the centre is wrong.
 */
export function dhmTensor(
  points: tf.Tensor3D,
  size: number,
  { sigma = 1, centre = "continuous" }: DhmTensorOptions = {},
): tf.Tensor4D {
  if (points.rank !== 3 || points.shape[2] !== 3 || points.size === 0)
    throw expected("a tensor [B, N, 3]", "points", points.shape);
  if (!Number.isInteger(size) || size <= 0)
    throw expected("a positive number of px", "size", size);
  if (centre !== "continuous" && centre !== "nearest")
    throw expected('"continuous" or "nearest"', "centre", centre);
  const radius = gaussianRadius(sigma);
  return tf.tidy(() =>
    spreadLandmarks(
      tf.slice(points, [0, 0, 0], [-1, -1, 2]), // [B, N, 2]
      axisValues(points), // [B, N, 3]
      { size, sigma, radius, nearest: centre === "nearest" },
    ),
  );
}

/** Algorithm 1 of the paper: each axis shifted and scaled to 0 to 1 over the landmarks, 0 where they all agree. */
function axisValues(points: tf.Tensor3D): tf.Tensor3D {
  const least = tf.min(points, 1, true); // [B, 1, 3]
  const extent = tf.sub(tf.max(points, 1, true), least);
  const divisor = tf.add(extent, oneWhereZero(extent));
  return tf.div(tf.sub(points, least), divisor);
}

/** A constant to the gradient, which comparisons do not have. */
const oneWhereZero = tf.customGrad((x) => ({
  value: tf.cast(tf.equal(x as tf.Tensor, 0), "float32"),
  gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
}));
