import { strToU8, zlibSync } from "fflate";
import type { Mat5Array } from "./mat5.ts";

/** Little-endian bytes of 32-bit integers. */
function words(...values: number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Int32Array(values).buffer);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Type, size, data, padding to 8 bytes. */
function element(type: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const padding = new Uint8Array((8 - (data.length % 8)) % 8);
  return join([words(type, data.length), data, padding]);
}

/** A MATLAB 5 file of doubles and singles, compressed as MATLAB saves it. */
export function mat5Bytes(
  arrays: Readonly<Record<string, Mat5Array>>,
): Uint8Array {
  const parts: Uint8Array[] = [
    strToU8("MATLAB 5.0 MAT-file".padEnd(124)),
    Uint8Array.of(0, 1),
    strToU8("IM"),
  ];
  for (const [name, { shape, data }] of Object.entries(arrays)) {
    const single = data instanceof Float32Array;
    const numbers = single ? data : new Float64Array(data);
    const bytes = new Uint8Array(
      numbers.buffer,
      numbers.byteOffset,
      numbers.byteLength,
    );
    const matrix = element(
      14,
      join([
        element(6, Uint8Array.of(single ? 7 : 6, 0, 0, 0, 0, 0, 0, 0)),
        element(5, words(...shape)),
        element(1, strToU8(name)),
        element(single ? 7 : 9, bytes),
      ]),
    );
    const packed = zlibSync(matrix, { level: 1 });
    parts.push(words(15, packed.length), packed);
  }
  return join(parts);
}

/** A matrix of numbers that are given column after column, single as the Basel model is. */
export function columns(rows: number, ...values: readonly number[]): Mat5Array {
  return {
    shape: [rows, values.length / rows],
    data: Float32Array.from(values),
  };
}
