/**
 * Filter gradient of a convolution, any kernel and stride, output channels in fours.
 *
 * A row of outputs meets a row of the kernel as one small matrix product: the kernel row's taps are contiguous in a row of
 * the padded picture, so no patches are copied. A 1x1 convolution of stride 1 is a single product over all pixels.
 */
import { multiplyAdd } from "./multiply-add";

/** Rows of A and D taken at a time, so that a tile's share of both stays in the first-level cache. */
const ROWS = 96;

/**
 * C[k, n] += sum over m of A[m, k] D[m, n], in register tiles of 4 x 8.
 *
 * @param a - rows of `strideA` bytes
 * @param d - rows of `strideD` bytes
 * @param c - rows of `n` floats
 * @param n - multiple of 4
 */
function addTransposedProduct(
  a: usize,
  d: usize,
  c: usize,
  m: i32,
  k: i32,
  n: i32,
  strideA: usize,
  strideD: usize,
): void {
  const row = (<usize>n) << 2;
  for (let start = 0; start < m; start += ROWS) {
    const count = min(ROWS, m - start);
    const a0 = a + <usize>start * strideA;
    const d0 = d + <usize>start * strideD;
    let i = 0;
    for (; i + 4 <= k; i += 4) {
      let j: usize = 0;
      for (; j + 32 <= row; j += 32) {
        const tile = c + <usize>i * row + j;
        let c00 = v128.load(tile),
          c01 = v128.load(tile, 16);
        let c10 = v128.load(tile + row),
          c11 = v128.load(tile + row, 16);
        let c20 = v128.load(tile + 2 * row),
          c21 = v128.load(tile + 2 * row, 16);
        let c30 = v128.load(tile + 3 * row),
          c31 = v128.load(tile + 3 * row, 16);
        let p = a0 + ((<usize>i) << 2);
        let q = d0 + j;
        for (let r = 0; r < count; r++) {
          const d00 = v128.load(q),
            d01 = v128.load(q, 16);
          const four = v128.load(p);
          let one = v128.shuffle<f32>(four, four, 0, 0, 0, 0);
          c00 = multiplyAdd(c00, one, d00);
          c01 = multiplyAdd(c01, one, d01);
          one = v128.shuffle<f32>(four, four, 1, 1, 1, 1);
          c10 = multiplyAdd(c10, one, d00);
          c11 = multiplyAdd(c11, one, d01);
          one = v128.shuffle<f32>(four, four, 2, 2, 2, 2);
          c20 = multiplyAdd(c20, one, d00);
          c21 = multiplyAdd(c21, one, d01);
          one = v128.shuffle<f32>(four, four, 3, 3, 3, 3);
          c30 = multiplyAdd(c30, one, d00);
          c31 = multiplyAdd(c31, one, d01);
          p += strideA;
          q += strideD;
        }
        v128.store(tile, c00);
        v128.store(tile, c01, 16);
        v128.store(tile + row, c10);
        v128.store(tile + row, c11, 16);
        v128.store(tile + 2 * row, c20);
        v128.store(tile + 2 * row, c21, 16);
        v128.store(tile + 3 * row, c30);
        v128.store(tile + 3 * row, c31, 16);
      }
      for (; j < row; j += 16) {
        const tile = c + <usize>i * row + j;
        let c0 = v128.load(tile);
        let c1 = v128.load(tile + row);
        let c2 = v128.load(tile + 2 * row);
        let c3 = v128.load(tile + 3 * row);
        let p = a0 + ((<usize>i) << 2);
        let q = d0 + j;
        for (let r = 0; r < count; r++) {
          const value = v128.load(q);
          c0 = multiplyAdd(c0, v128.load32_splat(p), value);
          c1 = multiplyAdd(c1, v128.load32_splat(p, 4), value);
          c2 = multiplyAdd(c2, v128.load32_splat(p, 8), value);
          c3 = multiplyAdd(c3, v128.load32_splat(p, 12), value);
          p += strideA;
          q += strideD;
        }
        v128.store(tile, c0);
        v128.store(tile + row, c1);
        v128.store(tile + 2 * row, c2);
        v128.store(tile + 3 * row, c3);
      }
    }
    for (; i < k; i++) {
      for (let j: usize = 0; j < row; j += 16) {
        const tile = c + <usize>i * row + j;
        let sum = v128.load(tile);
        let p = a0 + ((<usize>i) << 2);
        let q = d0 + j;
        for (let r = 0; r < count; r++) {
          sum = multiplyAdd(sum, v128.load32_splat(p), v128.load(q));
          p += strideA;
          q += strideD;
        }
        v128.store(tile, sum);
      }
    }
  }
}

/**
 * dw[ky, kx, i, o] = sum over b, oy, ox of x[b, oy s + ky, ox s + kx, i] dy[b, oy, ox, o]
 *
 * @param x - [batch, height, width, inChannels], already padded with the zeros that its taps reach
 * @param dy - [batch, outHeight, outWidth, outChannels], outChannels a multiple of 4
 * @param dw - [kernelHeight, kernelWidth, inChannels, outChannels], overwritten
 */
export function convolutionGradientFilter(
  x: usize,
  dy: usize,
  dw: usize,
  batch: i32,
  height: i32,
  width: i32,
  inChannels: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  stride: i32,
): void {
  const inPixel = (<usize>inChannels) << 2;
  const outPixel = (<usize>outChannels) << 2;
  const kernelRow = <usize>kernelWidth * inPixel * <usize>outChannels;
  memory.fill(dw, 0, <usize>kernelHeight * kernelRow);
  if (kernelHeight == 1 && kernelWidth == 1 && stride == 1) {
    addTransposedProduct(
      x,
      dy,
      dw,
      batch * outHeight * outWidth,
      inChannels,
      outChannels,
      inPixel,
      outPixel,
    );
    return;
  }
  for (let b = 0; b < batch; b++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const d = dy + <usize>((b * outHeight + oy) * outWidth) * outPixel;
      for (let ky = 0; ky < kernelHeight; ky++) {
        addTransposedProduct(
          x + <usize>((b * height + oy * stride + ky) * width) * inPixel,
          d,
          dw + <usize>ky * kernelRow,
          outWidth,
          kernelWidth * inChannels,
          outChannels,
          <usize>stride * inPixel,
          outPixel,
        );
      }
    }
  }
}
