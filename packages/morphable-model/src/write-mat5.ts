import { expected } from "@fdhm/errors";
import { strToU8, zlibSync } from "fflate";
import type { Mat5Array, Mat5Numbers } from "./mat5.ts";
import { dataType } from "./mat5-elements.ts";

/** Settings of {@link writeMat5}. */
export interface Mat5WriteOptions {
  /** Whether the arrays are compressed, as `save -v7` does (default), or kept plain (`save -v6`). */
  readonly compress?: boolean;
}

const HEADER_TEXT_BYTES = 124;
/** Version 5 and the byte order, both little-endian. */
const HEADER_END = [0x00, 0x01, 0x49, 0x4d];
/** What MATLAB takes as a variable's name; longer ones it cuts. */
const NAME = /^[A-Za-z]\w{0,62}$/;

/** MATLAB class (*MAT-File Format*, table 1-3) and stored type of each kind of numbers. */
const KINDS: readonly {
  readonly numbers: new (length: number) => Mat5Numbers;
  readonly class: number;
  readonly type: number;
}[] = [
  { numbers: Float64Array, class: 6, type: dataType.double },
  { numbers: Float32Array, class: 7, type: dataType.single },
  { numbers: Int8Array, class: 8, type: dataType.int8 },
  { numbers: Uint8Array, class: 9, type: dataType.uint8 },
  { numbers: Int16Array, class: 10, type: dataType.int16 },
  { numbers: Uint16Array, class: 11, type: dataType.uint16 },
  { numbers: Int32Array, class: 12, type: dataType.int32 },
  { numbers: Uint32Array, class: 13, type: dataType.uint32 },
];

/**
 * Writes number arrays as a MATLAB 5 file, after MathWorks' *MAT-File Format*: the inverse of {@link readMat5}, read by
 * MATLAB, Octave and scipy too. The same arrays give the same bytes: the header holds no date.
 *
 * @param arrays - arrays by name in the order of the file; each keeps the number type that it has.
 * @throws RangeError where a name is no variable name of MATLAB, or a shape has fewer than two dimensions or does not fit the
 *   numbers.
 */
export function writeMat5(
  arrays: ReadonlyMap<string, Mat5Array> | Readonly<Record<string, Mat5Array>>,
  options: Mat5WriteOptions = {},
): Uint8Array {
  const { compress = true } = options;
  const parts: Uint8Array[] = [
    strToU8("MATLAB 5.0 MAT-file, written by FDHM".padEnd(HEADER_TEXT_BYTES)),
    Uint8Array.from(HEADER_END),
  ];
  const entries = arrays instanceof Map ? arrays : Object.entries(arrays);
  for (const [name, array] of entries) {
    checkArray(name, array);
    const plain = matrix(name, array);
    if (!compress) parts.push(plain);
    else {
      const packed = zlibSync(plain);
      // The one element without padding.
      parts.push(words(dataType.compressed, packed.length), packed);
    }
  }
  return join(parts);
}

function checkArray(name: string, { shape, data }: Mat5Array): void {
  if (!NAME.test(name))
    throw expected(
      "a letter followed by up to 62 letters, digits and _",
      "name of an array",
      name,
    );
  const count = shape.reduce((product, edge) => product * edge, 1);
  if (
    shape.length < 2 ||
    !shape.every((edge) => Number.isInteger(edge) && edge >= 0) ||
    count !== data.length
  )
    throw expected(
      `a shape of two or more dimensions that holds ${data.length} numbers`,
      name,
      new Error(shape.join(" x ")),
    );
}

/** Flags, dimensions, name and numbers as one element. */
function matrix(
  name: string,
  { shape, data }: Mat5Array,
): Uint8Array<ArrayBuffer> {
  const kind = KINDS.find(({ numbers }) => data instanceof numbers)!;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return element(
    dataType.matrix,
    join([
      element(dataType.uint32, Uint8Array.of(kind.class, 0, 0, 0, 0, 0, 0, 0)),
      element(dataType.int32, words(...shape)),
      element(dataType.int8, strToU8(name)),
      element(kind.type, bytes),
    ]),
  );
}

/** Type, size, data, padding to 8 bytes. */
function element(type: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const padding = new Uint8Array((8 - (data.length % 8)) % 8);
  return join([words(type, data.length), data, padding]);
}

/** Little-endian bytes of 32-bit integers. */
function words(...values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setInt32(4 * i, value, true));
  return bytes;
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
