import { createRandom, type Random } from "../random.ts";

const TABLE_BITS = 16;
const TABLE_MASK = 2 ** TABLE_BITS - 1;

let table: Float32Array | undefined;

/** 65,536 normals, drawn once: drawing one for each of an example's 37,632 numbers would take longer than the crop. */
function normals(): Float32Array {
  if (table === undefined) {
    const random = createRandom(0);
    table = Float32Array.from({ length: TABLE_MASK + 1 }, random.normal);
  }
  return table;
}

/**
 * Adds noise of the given deviation to each number, in place; values stay in 0 to 255.
 *
 * The noise is read from a table of normals at a drawn place and in drawn odd strides, which meet every entry before
 * they meet one twice.
 */
export function addNoise(
  pixels: Float32Array,
  random: Random,
  deviation: number,
): void {
  const entries = normals();
  let at = Math.floor(random.uniform() * entries.length);
  const stride = 2 * Math.floor(random.uniform() * 5000) + 1;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i]! + deviation * entries[at]!;
    pixels[i] = value < 0 ? 0 : value > 255 ? 255 : value;
    at = (at + stride) & TABLE_MASK;
  }
}
