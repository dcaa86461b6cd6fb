import { strFromU8 } from "fflate";

/**
 * An array of numpy's `.npy` format, version 1: float32 or int64, little-endian, C order.
 *
 * @param {Uint8Array} bytes
 * @returns {{shape: number[], values: Float32Array | Float64Array}} int64 becomes double.
 */
export function readNpy(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 10 + view.getUint16(8, true);
  const header = strFromU8(bytes.subarray(10, start));
  const [, kind] = /'descr': '([^']*)'/.exec(header) ?? [];
  if (!["<f4", "<i8"].includes(kind) || !/'fortran_order': False/.test(header))
    throw new Error(
      `Expected float32 or int64 in C order but received ${header}`,
    );
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)[1]
    .split(",")
    .filter((edge) => edge.trim() !== "")
    .map(Number);
  const count = shape.reduce((product, edge) => product * edge, 1);
  if (kind === "<f4") {
    // Through a copy: the numbers need not begin at a multiple of four.
    const copy = Uint8Array.from(bytes.subarray(start, start + 4 * count));
    return { shape, values: new Float32Array(copy.buffer) };
  }
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++)
    values[i] = Number(view.getBigInt64(start + 8 * i, true));
  return { shape, values };
}
