/**
 * Zeros around pictures, row by row: the stock kernel places number by number.
 *
 * @param x - [batch, height, width, channels]
 * @param y - [batch, top + height + bottom, left + width + right, channels], written
 * @param channels - times four bytes a pixel
 */
export function padPictures(
  x: usize,
  y: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  top: i32,
  bottom: i32,
  left: i32,
  right: i32,
): void {
  const pixel = (<usize>channels) << 2;
  const row = <usize>width * pixel;
  const before = <usize>left * pixel;
  const after = <usize>right * pixel;
  const wide = before + row + after;
  for (let b = 0; b < batch; b++) {
    memory.fill(y, 0, <usize>top * wide);
    y += <usize>top * wide;
    for (let line = 0; line < height; line++) {
      memory.fill(y, 0, before);
      memory.copy(y + before, x, row);
      memory.fill(y + before + row, 0, after);
      x += row;
      y += wide;
    }
    memory.fill(y, 0, <usize>bottom * wide);
    y += <usize>bottom * wide;
  }
}
