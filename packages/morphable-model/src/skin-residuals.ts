import { type Skin } from "./morphable-model.ts";
import { paeth } from "./paeth.ts";

/**
 * What is left of a skin after every byte was predicted from its neighbours: green by PNG's Paeth predictor, red and blue
 * as their difference from green by the same predictor. Neighbouring pixels of skin differ by little, so the residuals deflate well.
 *
 * @param skin - RGB picture.
 * @returns `3 * width * height` residuals modulo 256, the green plane first, then red, then blue.
 */
export function toResiduals({ width, height, data }: Skin): Uint8Array {
  const pixels = width * height;
  const planes = new Uint8Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const green = data[3 * i + 1] as number;
    planes[i] = green;
    planes[pixels + i] = (data[3 * i] as number) - green;
    planes[2 * pixels + i] = (data[3 * i + 2] as number) - green;
  }
  // From the end, so that every predictor still sees the pixels and not their residuals.
  for (let i = planes.length - 1; i >= 0; i--)
    planes[i] = (planes[i] as number) - predict(planes, i, width, pixels);
  return planes;
}

/**
 * The picture whose residuals these are; inverse of {@link toResiduals}.
 *
 * @param residuals - `3 * width * height` residuals.
 * @param width - pixels a row.
 * @param height - rows.
 * @returns RGB bytes, rows from the top.
 */
export function fromResiduals(
  residuals: Uint8Array,
  width: number,
  height: number,
): Uint8Array {
  const pixels = width * height;
  const planes = residuals.slice();
  for (let i = 0; i < planes.length; i++)
    planes[i] = (planes[i] as number) + predict(planes, i, width, pixels);
  const data = new Uint8Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const green = planes[i] as number;
    data[3 * i] = (planes[pixels + i] as number) + green;
    data[3 * i + 1] = green;
    data[3 * i + 2] = (planes[2 * pixels + i] as number) + green;
  }
  return data;
}

/** PNG's Paeth predictor: of left, above and left above, the one nearest to left + above - left above. */
function predict(
  planes: Uint8Array,
  index: number,
  width: number,
  pixels: number,
): number {
  const place = index % pixels;
  const atLeft = place % width === 0;
  const atTop = place < width;
  const left = atLeft ? 0 : (planes[index - 1] as number);
  const above = atTop ? 0 : (planes[index - width] as number);
  const corner = atLeft || atTop ? 0 : (planes[index - width - 1] as number);
  return paeth(left, above, corner);
}
