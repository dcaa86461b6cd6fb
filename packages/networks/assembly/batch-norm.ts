/**
 * Batch normalisation with the statistics of the batch, and the ReLU that follows it, in one pass each way; channels in
 * fours. Composed from TensorFlow.js operations the same takes moments, normalisation, activation and eight gradients.
 *
 * Pixels are walked in blocks, all channels of a block before the next, so that a cache line is used whole while it is near;
 * partial sums live in the output arrays.
 */
import { multiplyAdd } from "./multiply-add";

/** Pixels in a block. */
const BLOCK = 32;

/**
 * y = (x - mean) gamma / sqrt(variance + epsilon) + beta, then clipped to 0..ceiling if that is above 0, or
 * times relu6(y + 3) / 6 (hard swish) if it is below.
 *
 * Sums are taken about the first pixel of each channel, which keeps the variance exact to float32 when the mean is large.
 *
 * @param x - [pixels, channels]
 * @param y - [pixels, channels], written
 * @param gamma - [channels]
 * @param beta - [channels]
 * @param mean - [channels], written
 * @param inverse - [channels], written: 1 / sqrt(variance + epsilon)
 * @param variance - [channels], written: of the population (divided by `pixels`)
 */
export function normaliseForward(
  x: usize,
  y: usize,
  gamma: usize,
  beta: usize,
  mean: usize,
  inverse: usize,
  variance: usize,
  pixels: i32,
  channels: i32,
  epsilon: f32,
  ceiling: f32,
): void {
  const pixel = (<usize>channels) << 2;
  const zero = f32x4.splat(0);
  const most = f32x4.splat(ceiling);
  memory.fill(mean, 0, pixel);
  memory.fill(variance, 0, pixel);
  for (let start = 0; start < pixels; start += BLOCK) {
    const count = min(BLOCK, pixels - start);
    for (let c: usize = 0; c < pixel; c += 16) {
      const origin = v128.load(x + c);
      let sum = zero;
      let squares = zero;
      let p = x + c + <usize>start * pixel;
      for (let n = 0; n < count; n++) {
        const u = f32x4.sub(v128.load(p), origin);
        sum = f32x4.add(sum, u);
        squares = f32x4.add(squares, f32x4.mul(u, u));
        p += pixel;
      }
      v128.store(mean + c, f32x4.add(v128.load(mean + c), sum));
      v128.store(variance + c, f32x4.add(v128.load(variance + c), squares));
    }
  }
  const share = f32x4.splat(<f32>(1.0 / <f64>pixels));
  for (let c: usize = 0; c < pixel; c += 16) {
    const offset = f32x4.mul(v128.load(mean + c), share);
    const spread = f32x4.max(
      f32x4.sub(
        f32x4.mul(v128.load(variance + c), share),
        f32x4.mul(offset, offset),
      ),
      zero,
    );
    v128.store(mean + c, f32x4.add(offset, v128.load(x + c)));
    v128.store(variance + c, spread);
    v128.store(
      inverse + c,
      f32x4.div(
        f32x4.splat(1),
        f32x4.sqrt(f32x4.add(spread, f32x4.splat(epsilon))),
      ),
    );
  }
  for (let start = 0; start < pixels; start += BLOCK) {
    const count = min(BLOCK, pixels - start);
    for (let c: usize = 0; c < pixel; c += 16) {
      const scale = f32x4.mul(v128.load(gamma + c), v128.load(inverse + c));
      const shift = f32x4.sub(
        v128.load(beta + c),
        f32x4.mul(v128.load(mean + c), scale),
      );
      let p = x + c + <usize>start * pixel;
      let q = y + c + <usize>start * pixel;
      for (let n = 0; n < count; n++) {
        let value = f32x4.add(f32x4.mul(v128.load(p), scale), shift);
        if (ceiling > 0) value = f32x4.pmin(f32x4.pmax(value, zero), most);
        else if (ceiling < 0) value = f32x4.mul(value, swishGate(value));
        v128.store(q, value);
        p += pixel;
        q += pixel;
      }
    }
  }
}

/**
 * Gradient of `normaliseForward`: with d = dy where the activation let y through, and x^ = (x - mean) inverse,
 * dbeta = sum d, dgamma = sum d x^, dx = gamma inverse (d - mean of d - x^ mean of (d x^)).
 *
 * y is computed again, by the same two operations and so to the same bits: that is faster than reading it.
 *
 * @param dy - [pixels, channels]
 * @param x - [pixels, channels], as given to the forward pass
 * @param mean - [channels], as it wrote them; so is `inverse`
 * @param dx - [pixels, channels], written
 * @param dgamma - [channels], written
 * @param dbeta - [channels], written
 */
export function normaliseGradient(
  dy: usize,
  x: usize,
  gamma: usize,
  beta: usize,
  mean: usize,
  inverse: usize,
  dx: usize,
  dgamma: usize,
  dbeta: usize,
  pixels: i32,
  channels: i32,
  ceiling: f32,
): void {
  const pixel = (<usize>channels) << 2;
  const zero = f32x4.splat(0);
  const most = f32x4.splat(ceiling);
  const share = f32x4.splat(<f32>(1.0 / <f64>pixels));
  memory.fill(dgamma, 0, pixel);
  memory.fill(dbeta, 0, pixel);
  for (let start = 0; start < pixels; start += BLOCK) {
    const count = min(BLOCK, pixels - start);
    for (let c: usize = 0; c < pixel; c += 16) {
      const centre = v128.load(mean + c);
      const scale = f32x4.mul(v128.load(gamma + c), v128.load(inverse + c));
      const shift = f32x4.sub(v128.load(beta + c), f32x4.mul(centre, scale));
      let sum = zero;
      let product = zero;
      const offset = c + <usize>start * pixel;
      let pd = dy + offset;
      let px = x + offset;
      for (let n = 0; n < count; n++) {
        const value = v128.load(px);
        let d = v128.load(pd);
        if (ceiling > 0) d = letThrough(d, value, scale, shift, most);
        else if (ceiling < 0) d = throughSwish(d, value, scale, shift);
        sum = f32x4.add(sum, d);
        product = multiplyAdd(product, d, f32x4.sub(value, centre));
        pd += pixel;
        px += pixel;
      }
      v128.store(dbeta + c, f32x4.add(v128.load(dbeta + c), sum));
      v128.store(
        dgamma + c,
        multiplyAdd(v128.load(dgamma + c), product, v128.load(inverse + c)),
      );
    }
  }
  for (let start = 0; start < pixels; start += BLOCK) {
    const count = min(BLOCK, pixels - start);
    for (let c: usize = 0; c < pixel; c += 16) {
      const centre = v128.load(mean + c);
      const scale = f32x4.mul(v128.load(gamma + c), v128.load(inverse + c));
      const shift = f32x4.sub(v128.load(beta + c), f32x4.mul(centre, scale));
      // dx = scale d - level - slope (x - mean)
      const level = f32x4.mul(scale, f32x4.mul(v128.load(dbeta + c), share));
      const slope = f32x4.mul(
        scale,
        f32x4.mul(
          f32x4.mul(v128.load(dgamma + c), share),
          v128.load(inverse + c),
        ),
      );
      const offset = c + <usize>start * pixel;
      let pd = dy + offset;
      let px = x + offset;
      let po = dx + offset;
      for (let n = 0; n < count; n++) {
        const value = v128.load(px);
        let d = v128.load(pd);
        if (ceiling > 0) d = letThrough(d, value, scale, shift, most);
        else if (ceiling < 0) d = throughSwish(d, value, scale, shift);
        v128.store(
          po,
          f32x4.sub(
            f32x4.sub(f32x4.mul(scale, d), level),
            f32x4.mul(slope, f32x4.sub(value, centre)),
          ),
        );
        pd += pixel;
        px += pixel;
        po += pixel;
      }
    }
  }
}

/** relu6(y + 3) / 6 */
function swishGate(y: v128): v128 {
  const raised = f32x4.add(y, f32x4.splat(3));
  return f32x4.mul(
    f32x4.pmin(f32x4.pmax(raised, f32x4.splat(0)), f32x4.splat(6)),
    f32x4.splat(<f32>(1.0 / 6.0)),
  );
}

/** d times the slope of the hard swish at y = scale x + shift: 0 below -3, 1 above 3, (2 y + 3) / 6 between. */
function throughSwish(d: v128, x: v128, scale: v128, shift: v128): v128 {
  const y = f32x4.add(f32x4.mul(x, scale), shift);
  const between = f32x4.mul(
    f32x4.add(f32x4.add(y, y), f32x4.splat(3)),
    f32x4.splat(<f32>(1.0 / 6.0)),
  );
  const above = f32x4.ge(y, f32x4.splat(3));
  const slope = v128.bitselect(f32x4.splat(1), between, above);
  return f32x4.mul(d, v128.andnot(slope, f32x4.le(y, f32x4.splat(-3))));
}

/** d where the ReLU let scale x + shift through, 0 where it clipped. */
function letThrough(
  d: v128,
  x: v128,
  scale: v128,
  shift: v128,
  most: v128,
): v128 {
  const y = f32x4.add(f32x4.mul(x, scale), shift);
  return v128.and(d, v128.and(f32x4.gt(y, f32x4.splat(0)), f32x4.lt(y, most)));
}
