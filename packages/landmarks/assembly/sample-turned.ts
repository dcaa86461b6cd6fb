/**
 * A window that is turned in the picture's plane: tap by tap, each a bilinear mean of four pixels, weights of 14 bits.
 *
 * Positions are fixed-point numbers of 32 + 32 bits, which walk the taps by additions without drifting.
 */
import { storePixel } from "./store-pixel";

const FIXED: f64 = 4294967296;
const ONE: i32 = 16384;

/**
 * @param source - what `prepare` left: i16x4 a pixel, `(columns + 4) * (rows + 4)` of them
 * @param size - edge of the network's input
 * @param taps - samples an edge of each input pixel
 * @param divisor - turns the sum of the taps into 0 to 255
 * @param pixelBytes - from a pixel of `out` to the next
 * @param channelBytes - from a channel of `out` to the next
 * @param settings - f32x4 mean, f32x4 1 / deviation; then as f64 x and y of the first tap in pixels of `source`, and cosine and
 *   sine of the turn times the step: one tap to the right adds (cos, sin), one down (-sin, cos)
 */
export function sampleTurned(
  source: usize,
  columns: i32,
  rows: i32,
  size: i32,
  taps: i32,
  divisor: i32,
  out: usize,
  pixelBytes: usize,
  channelBytes: usize,
  settings: usize,
): void {
  const mean = v128.load(settings);
  const inverse = v128.load(settings, 16);
  const scales = f32x4.splat(1 / <f32>(ONE * divisor));
  const rowBytes = 8 * (columns + 4);
  // Beyond the rim all is black, as the rim itself.
  const right = (<i64>(columns + 2)) << 32;
  const bottom = (<i64>(rows + 2)) << 32;
  const c = <i64>nearest(load<f64>(settings, 48) * FIXED);
  const s = <i64>nearest(load<f64>(settings, 56) * FIXED);
  let rowX = <i64>nearest(load<f64>(settings, 32) * FIXED);
  let rowY = <i64>nearest(load<f64>(settings, 40) * FIXED);
  for (let row = 0; row < size; row++) {
    let to = out + <usize>(row * size) * pixelBytes;
    let pixelX = rowX;
    let pixelY = rowY;
    for (let column = 0; column < size; column++) {
      let sum = i32x4.splat(0);
      let lineX = pixelX;
      let lineY = pixelY;
      for (let v = 0; v < taps; v++) {
        let tapX = lineX;
        let tapY = lineY;
        for (let u = 0; u < taps; u++) {
          const px = min(max(tapX, 0), right);
          const py = min(max(tapY, 0), bottom);
          const fx = (<i32>(px >> 18)) & (ONE - 1);
          const fy = (<i32>(py >> 18)) & (ONE - 1);
          const both = (fx * fy + (ONE >> 1)) >> 14;
          const p =
            source + <usize>(<i32>(py >> 32) * rowBytes + 8 * <i32>(px >> 32));
          const above = v128.load(p);
          const below = v128.load(p + <usize>rowBytes);
          sum = i32x4.add(
            sum,
            i32x4.dot_i16x8_s(
              v128.shuffle<i16>(above, below, 0, 8, 1, 9, 2, 10, 3, 11),
              i32x4.splat((ONE - fx - fy + both) | ((fy - both) << 16)),
            ),
          );
          sum = i32x4.add(
            sum,
            i32x4.dot_i16x8_s(
              v128.shuffle<i16>(above, below, 4, 12, 5, 13, 6, 14, 7, 15),
              i32x4.splat((fx - both) | (both << 16)),
            ),
          );
          tapX += c;
          tapY += s;
        }
        lineX -= s;
        lineY += c;
      }
      storePixel(
        f32x4.mul(f32x4.convert_i32x4_s(sum), scales),
        mean,
        inverse,
        to,
        channelBytes,
      );
      to += pixelBytes;
      pixelX += c * taps;
      pixelY += s * taps;
    }
    rowX -= s * taps;
    rowY += c * taps;
  }
}
