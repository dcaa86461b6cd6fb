/**
 * Gradients of a 3x3 depthwise convolution, any stride, channels in fours.
 *
 * One output row meets one kernel row at a time: three taps, so the three sums (or weights) live in registers and only the
 * first and last columns, whose taps hang over the edge, need a test.
 */
import { multiplyAdd } from "./multiply-add";

function addTo(pointer: usize, value: v128): void {
  v128.store(pointer, f32x4.add(v128.load(pointer), value));
}

/** First output column whose three taps all lie inside the row. */
function firstWhole(stride: i32, left: i32): i32 {
  return (left + stride - 1) / stride;
}

/** One past the last output column whose three taps all lie inside the row. */
function endWhole(width: i32, outWidth: i32, stride: i32, left: i32): i32 {
  const room = width - 3 + left;
  return room < 0 ? 0 : min(outWidth, room / stride + 1);
}

/**
 * dw[ky, kx, c] = sum over b, oy, ox of x[b, oy s + ky - top, ox s + kx - left, c] dy[b, oy, ox, c]
 *
 * @param x - [batch, height, width, channels]
 * @param dy - [batch, outHeight, outWidth, channels]
 * @param dw - [3, 3, channels], overwritten
 */
export function depthwiseGradientFilter(
  x: usize,
  dy: usize,
  dw: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  stride: i32,
  top: i32,
  left: i32,
): void {
  const pixel = (<usize>channels) << 2;
  const row = <usize>width * pixel;
  const outRow = <usize>outWidth * pixel;
  const step = <usize>stride * pixel;
  const first = min(firstWhole(stride, left), outWidth);
  const end = max(first, endWhole(width, outWidth, stride, left));
  memory.fill(dw, 0, 9 * pixel);
  for (let b = 0; b < batch; b++) {
    for (let c: usize = 0; c < pixel; c += 16) {
      for (let oy = 0; oy < outHeight; oy++) {
        const d0 = dy + <usize>(b * outHeight + oy) * outRow + c;
        for (let ky = 0; ky < 3; ky++) {
          const iy = oy * stride + ky - top;
          if (iy < 0 || iy >= height) continue;
          const x0 = x + <usize>(b * height + iy) * row + c;
          const w = dw + <usize>(3 * ky) * pixel + c;
          let sum0 = v128.load(w);
          let sum1 = v128.load(w + pixel);
          let sum2 = v128.load(w + 2 * pixel);
          let ox = 0;
          while (ox < outWidth) {
            if (ox == first && first < end) {
              let d = d0 + <usize>ox * pixel;
              let q = x0 + <usize>(ox * stride - left) * pixel;
              for (; ox < end; ox++) {
                const value = v128.load(d);
                sum0 = multiplyAdd(sum0, value, v128.load(q));
                sum1 = multiplyAdd(sum1, value, v128.load(q + pixel));
                sum2 = multiplyAdd(sum2, value, v128.load(q + 2 * pixel));
                d += pixel;
                q += step;
              }
              continue;
            }
            const ix = ox * stride - left;
            const value = v128.load(d0 + <usize>ox * pixel);
            const q = x0 + <usize>ix * pixel;
            if (ix >= 0 && ix < width)
              sum0 = multiplyAdd(sum0, value, v128.load(q));
            if (ix + 1 >= 0 && ix + 1 < width)
              sum1 = multiplyAdd(sum1, value, v128.load(q + pixel));
            if (ix + 2 >= 0 && ix + 2 < width)
              sum2 = multiplyAdd(sum2, value, v128.load(q + 2 * pixel));
            ox++;
          }
          v128.store(w, sum0);
          v128.store(w + pixel, sum1);
          v128.store(w + 2 * pixel, sum2);
        }
      }
    }
  }
}

/**
 * dx[b, oy s + ky - top, ox s + kx - left, c] += w[ky, kx, c] dy[b, oy, ox, c]
 *
 * @param dy - [batch, outHeight, outWidth, channels]
 * @param w - [3, 3, channels]
 * @param dx - [batch, height, width, channels], overwritten
 */
export function depthwiseGradientInput(
  dy: usize,
  w: usize,
  dx: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  stride: i32,
  top: i32,
  left: i32,
): void {
  const pixel = (<usize>channels) << 2;
  const row = <usize>width * pixel;
  const outRow = <usize>outWidth * pixel;
  const step = <usize>stride * pixel;
  const first = min(firstWhole(stride, left), outWidth);
  const end = max(first, endWhole(width, outWidth, stride, left));
  for (let b = 0; b < batch; b++) {
    memory.fill(dx + <usize>(b * height) * row, 0, <usize>height * row);
    for (let c: usize = 0; c < pixel; c += 16) {
      for (let oy = 0; oy < outHeight; oy++) {
        const d0 = dy + <usize>(b * outHeight + oy) * outRow + c;
        for (let ky = 0; ky < 3; ky++) {
          const iy = oy * stride + ky - top;
          if (iy < 0 || iy >= height) continue;
          const x0 = dx + <usize>(b * height + iy) * row + c;
          const weights = w + <usize>(3 * ky) * pixel + c;
          const w0 = v128.load(weights);
          const w1 = v128.load(weights + pixel);
          const w2 = v128.load(weights + 2 * pixel);
          let ox = 0;
          while (ox < outWidth) {
            if (ox == first && first < end) {
              let d = d0 + <usize>ox * pixel;
              let q = x0 + <usize>(ox * stride - left) * pixel;
              for (; ox < end; ox++) {
                const value = v128.load(d);
                addTo(q, f32x4.mul(value, w0));
                addTo(q + pixel, f32x4.mul(value, w1));
                addTo(q + 2 * pixel, f32x4.mul(value, w2));
                d += pixel;
                q += step;
              }
              continue;
            }
            const ix = ox * stride - left;
            const value = v128.load(d0 + <usize>ox * pixel);
            const q = x0 + <usize>ix * pixel;
            if (ix >= 0 && ix < width) addTo(q, f32x4.mul(value, w0));
            if (ix + 1 >= 0 && ix + 1 < width)
              addTo(q + pixel, f32x4.mul(value, w1));
            if (ix + 2 >= 0 && ix + 2 < width)
              addTo(q + 2 * pixel, f32x4.mul(value, w2));
            ox++;
          }
        }
      }
    }
  }
}
