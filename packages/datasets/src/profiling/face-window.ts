import {
  sampleCrop,
  tightBox,
  type CropWindow,
  type Picture,
} from "@fdhm/landmarks";
import { spreadColours, type TextureLevel } from "@fdhm/morphable-model";
import { soundArea } from "./sound-area.ts";

const RAW = { mean: [0, 0, 0], deviation: [1, 1, 1] } as const;

/** The square about a face that becomes a picture of its own. */
export function faceWindow(marks: Float32Array, margin: number): CropWindow {
  const { x, y, width, height } = tightBox(marks);
  return {
    centreX: x + width / 2,
    centreY: y + height / 2,
    side: margin * Math.max(width, height),
    roll: 0,
  };
}

/** Landmarks of the picture in px of the square; z is scaled along. */
export function intoWindow(
  landmarks: Float32Array,
  { centreX, centreY, side }: CropWindow,
  size: number,
): Float32Array {
  const scale = size / side;
  const middle = (size - 1) / 2;
  return landmarks.map((value, i) => {
    if (i % 3 === 2) return scale * value;
    return scale * (value - (i % 3 === 0 ? centreX : centreY)) + middle;
  });
}

/**
 * Cuts the square out of the photograph and fills what the photograph does not hold (beyond its edge, or in the black
 * borders of a crop) with its colours, ever more blurred: a black border would swing into the face when it turns.
 *
 * @param marks - the face in the picture; no border runs through it.
 * @param size - edge of the result in px.
 */
export function cutFace(
  picture: Picture,
  window: CropWindow,
  marks: Float32Array,
  size: number,
): TextureLevel {
  const pixels = new Float32Array(3 * size * size);
  sampleCrop(picture, window, size, RAW, "nhwc", pixels);
  const box = tightBox(marks);
  const area = soundArea(picture, {
    left: box.x,
    top: box.y,
    right: box.x + box.width,
    bottom: box.y + box.height,
  });
  const known = new Float32Array(size * size);
  const step = window.side / size;
  let unknown = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      // The whole pixel lies in the area, so that nothing black is mixed into it.
      const x = window.centreX + (column - (size - 1) / 2) * step;
      const y = window.centreY + (row - (size - 1) / 2) * step;
      const inside =
        x - step / 2 >= area.left - 0.5 &&
        x + step / 2 <= area.right - 0.5 &&
        y - step / 2 >= area.top - 0.5 &&
        y + step / 2 <= area.bottom - 0.5;
      if (inside) known[row * size + column] = 1;
      else unknown++;
    }
  if (unknown > 0) spreadColours(pixels, known, size);
  const data = new Uint8Array(pixels.length);
  for (let i = 0; i < data.length; i++) data[i] = pixels[i]! + 0.5;
  return { data, width: size, height: size };
}
