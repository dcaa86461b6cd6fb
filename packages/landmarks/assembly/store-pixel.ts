/**
 * Normalises a pixel and writes its three channels.
 *
 * @param pixel - f32x4: red, green, blue and what stands for alpha
 * @param mean - f32x4
 * @param inverse - f32x4: 1 / deviation
 * @param to - of the red number
 * @param channelBytes - from a channel to the next
 */
export function storePixel(
  pixel: v128,
  mean: v128,
  inverse: v128,
  to: usize,
  channelBytes: usize,
): void {
  const value = f32x4.mul(f32x4.sub(pixel, mean), inverse);
  v128.store_lane<f32>(to, value, 0);
  v128.store_lane<f32>(to + channelBytes, value, 1);
  v128.store_lane<f32>(to + 2 * channelBytes, value, 2);
}
