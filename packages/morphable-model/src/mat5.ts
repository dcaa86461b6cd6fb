import { expected, type Place } from "@fdhm/errors";
import { unzlibSync } from "fflate";
import { dataType, type Mat5Element, mat5Elements } from "./mat5-elements.ts";

/** Numbers in the type that MATLAB kept them in. */
export type Mat5Numbers =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** An array of numbers of a MATLAB file. */
export interface Mat5Array {
  /** Length along each dimension, rows first. */
  readonly shape: readonly number[];
  /** The numbers, **column after column** as MATLAB keeps them: a `3 x N` array is `x y z x y z ...`. */
  readonly data: Mat5Numbers;
}

const HEADER_BYTES = 128;
const VERSION_AT = 124;
const ENDIAN_AT = 126;
const VERSION_5 = 0x0100;
/** "IM": the two bytes of `MI` as a little-endian machine writes them. */
const LITTLE_ENDIAN = 0x4d49;
const BIG_ENDIAN = 0x494d;
const COMPLEX = 0x08;

/** Kept number type of each MATLAB class; the other classes (cells, structures, text, sparse, 64-bit integers) are passed over. */
const CLASSES: Readonly<Record<number, (length: number) => Mat5Numbers>> = {
  6: (length) => new Float64Array(length),
  7: (length) => new Float32Array(length),
  8: (length) => new Int8Array(length),
  9: (length) => new Uint8Array(length),
  10: (length) => new Int16Array(length),
  11: (length) => new Uint16Array(length),
  12: (length) => new Int32Array(length),
  13: (length) => new Uint32Array(length),
};

/** How a stored number is read; MATLAB stores whole doubles as small integers to save room. */
const READERS: Readonly<
  Record<
    number,
    readonly [size: number, get: (d: DataView, i: number) => number]
  >
> = {
  [dataType.int8]: [1, (d, i) => d.getInt8(i)],
  [dataType.uint8]: [1, (d, i) => d.getUint8(i)],
  [dataType.int16]: [2, (d, i) => d.getInt16(2 * i, true)],
  [dataType.uint16]: [2, (d, i) => d.getUint16(2 * i, true)],
  [dataType.int32]: [4, (d, i) => d.getInt32(4 * i, true)],
  [dataType.uint32]: [4, (d, i) => d.getUint32(4 * i, true)],
  [dataType.single]: [4, (d, i) => d.getFloat32(4 * i, true)],
  [dataType.double]: [8, (d, i) => d.getFloat64(8 * i, true)],
};

/**
 * Reads the number arrays of a MATLAB 5 file (`save -v6`, and `-v7`, which is the same compressed), little-endian, after MathWorks'
 * *MAT-File Format*. Text, cells, structures, sparse arrays, objects and 64-bit integers are passed over. MATLAB 4 files,
 * 7.3 files (HDF5) and complex numbers are refused.
 *
 * @param bytes - the whole file.
 * @param file - its name, for errors.
 * @param wanted - names of the arrays to read; the others are passed over, which saves their room. All where absent.
 * @returns arrays by name, in the order of the file.
 * @throws RangeError where the file is of another kind or ends too early, naming the file and the offset.
 */
export function readMat5(
  bytes: Uint8Array,
  file?: string,
  wanted?: readonly string[],
): Map<string, Mat5Array> {
  checkHeader(bytes, file);
  const arrays = new Map<string, Mat5Array>();
  for (const element of mat5Elements(
    bytes.subarray(HEADER_BYTES),
    file,
    HEADER_BYTES,
  )) {
    const matrix =
      element.type === dataType.compressed ? inflate(element, file) : element;
    if (matrix.type !== dataType.matrix) continue;
    const named = readMatrix(matrix, file, wanted);
    if (named) arrays.set(named.name, named.array);
  }
  return arrays;
}

function checkHeader(bytes: Uint8Array, file: string | undefined): void {
  const start = String.fromCharCode(...bytes.subarray(0, 10));
  if (start === "MATLAB 7.3" || start.startsWith("\x89HDF"))
    throw expected(
      "a MATLAB 5 file (save it with -v6 or -v7)",
      "header",
      new Error("a 7.3 file, which is HDF5"),
      { file, byte: 0 },
    );
  if (bytes.length < HEADER_BYTES)
    throw expected(`${HEADER_BYTES} bytes`, "header", bytes.length, {
      file,
      byte: 0,
    });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endian = view.getUint16(ENDIAN_AT, true);
  if (endian === BIG_ENDIAN)
    throw expected(
      "a little-endian file",
      "byte order",
      new Error("a big-endian one"),
      { file, byte: ENDIAN_AT },
    );
  const version = view.getUint16(VERSION_AT, true);
  if (endian !== LITTLE_ENDIAN || version !== VERSION_5)
    throw expected(
      "a MATLAB 5 file (save it with -v6 or -v7)",
      "header",
      start,
      { file, byte: 0 },
    );
}

/** The one element inside a compressed one. */
function inflate(
  compressed: Mat5Element,
  file: string | undefined,
): Mat5Element {
  const { data, byte } = compressed;
  let inner: Uint8Array;
  try {
    inner = unzlibSync(bytesOf(data));
  } catch (cause) {
    throw expected("zlib data", "compressed element", cause, {
      file,
      byte,
      cause,
    });
  }
  const { value } = mat5Elements(inner, file, byte, true).next();
  if (!value)
    throw expected("an element", "compressed element", inner, { file, byte });
  return value;
}

/** Flags, dimensions, name and numbers follow one another; nothing for a class that is passed over. */
function readMatrix(
  matrix: Mat5Element,
  file: string | undefined,
  wanted: readonly string[] | undefined,
): { name: string; array: Mat5Array } | undefined {
  const place = { file, byte: matrix.byte };
  const parts = mat5Elements(bytesOf(matrix.data), file, matrix.byte, true);
  const flags = nextPart(parts, "array flags", place);
  if (flags.data.byteLength !== 8)
    throw expected("8 bytes", "array flags", flags.data.byteLength, place);
  const create = CLASSES[flags.data.getUint8(0)];
  if (!create) return undefined;
  const dimensions = nextPart(parts, "dimensions", place);
  const letters = nextPart(parts, "name", place);
  const name = String.fromCharCode(...bytesOf(letters.data));
  if (wanted && !wanted.includes(name)) return undefined;
  if (flags.data.getUint8(1) & COMPLEX)
    throw expected("real numbers", name, new Error("complex ones"), place);
  const real = nextPart(parts, name, place);
  const shape = Array.from({ length: dimensions.data.byteLength / 4 }, (_, i) =>
    dimensions.data.getInt32(4 * i, true),
  );
  const count = shape.reduce((product, length) => product * length, 1);
  const [size, get] = READERS[real.type] ?? [0, () => 0];
  if (size === 0) throw expected("a number type", name, real.type, place);
  if (real.data.byteLength !== count * size)
    throw expected(
      `${shape.join(" x ")} numbers`,
      name,
      real.data.byteLength / size,
      place,
    );
  const data = create(count);
  for (let i = 0; i < count; i++) data[i] = get(real.data, i);
  return { name, array: { shape, data } };
}

function nextPart(
  parts: Generator<Mat5Element, void, undefined>,
  name: string,
  place: Place,
): Mat5Element {
  const { value } = parts.next();
  if (!value)
    throw expected(
      "an element",
      name,
      new Error("the end of the array"),
      place,
    );
  return value;
}

function bytesOf(data: DataView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
