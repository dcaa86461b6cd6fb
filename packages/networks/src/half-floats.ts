import { expected } from "@fdhm/errors";
import { setFloat16 } from "@petamoriken/float16";

/** From here on the nearest half float is infinite: halfway between the largest, 65504, and what would come next. */
const OVERFLOW = 65520;

/**
 * Rounds numbers to half floats (IEEE 754 binary16, subnormal ones included): each to the nearest, to the even one of two that are
 * as near.
 *
 * @param name - of what the numbers are, for the error.
 * @returns the half floats, little-endian as ONNX has them.
 * @throws RangeError where a number is beyond the largest half float, or is none.
 */
export function toHalfFloats(values: Float32Array, name: string): Uint8Array {
  const bytes = new Uint8Array(2 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) {
    if (!(Math.abs(value) < OVERFLOW))
      throw expected(
        "a number that a float16 can hold, from -65504 to 65504,",
        `${name}[${i}]`,
        value,
      );
    setFloat16(view, 2 * i, value, true);
  }
  return bytes;
}
