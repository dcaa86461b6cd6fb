import { readFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";

/** Numbers of a `.npy` file; 64-bit integers become doubles. */
export type NpyNumbers =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** An array of a `.npy` file. */
export interface NpyArray {
  /** Length along each dimension; empty for a single number. */
  readonly shape: readonly number[];
  /** The numbers with the last dimension running fastest, whichever order the file has them in. */
  readonly data: NpyNumbers;
}

/** What stands at the start, before two bytes of version. */
const MAGIC = "\x93NUMPY";

const TYPES: Readonly<
  Record<
    string,
    readonly [
      bytes: number,
      create: (length: number) => NpyNumbers,
      get: (view: DataView, at: number) => number,
    ]
  >
> = {
  "<f8": [8, (n) => new Float64Array(n), (v, at) => v.getFloat64(at, true)],
  "<f4": [4, (n) => new Float32Array(n), (v, at) => v.getFloat32(at, true)],
  "|i1": [1, (n) => new Int8Array(n), (v, at) => v.getInt8(at)],
  "|u1": [1, (n) => new Uint8Array(n), (v, at) => v.getUint8(at)],
  "<i2": [2, (n) => new Int16Array(n), (v, at) => v.getInt16(at, true)],
  "<u2": [2, (n) => new Uint16Array(n), (v, at) => v.getUint16(at, true)],
  "<i4": [4, (n) => new Int32Array(n), (v, at) => v.getInt32(at, true)],
  "<u4": [4, (n) => new Uint32Array(n), (v, at) => v.getUint32(at, true)],
  "<i8": [8, (n) => new Float64Array(n), readInt64],
};

/**
 * Reads numpy's `.npy` format, versions 1 to 3 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): real
 * numbers and integers, little-endian, in C or Fortran order. Not handled: big-endian numbers, complex numbers, half floats,
 * booleans, text, structures and pickled objects; all are refused. Bytes after the numbers are passed over, as numpy does.
 *
 * @param bytes - the whole file.
 * @param file - path for error sentences.
 * @throws RangeError naming file and offset where it is another format, of another type or cut, or an integer has more than 53 bits.
 */
export function parseNpy(bytes: Uint8Array, file?: string): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC || bytes.length < 12)
    throw expected('"\\x93NUMPY"', "start of a .npy file", magic, {
      file,
      byte: 0,
    });
  const version = bytes[MAGIC.length]!;
  if (version < 1 || version > 3)
    throw expected("version 1, 2 or 3", "header", version, { file, byte: 6 });
  const headerAt = version === 1 ? 10 : 12;
  const headerBytes =
    version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = headerAt + headerBytes;
  if (start > bytes.length)
    throw expected(`${headerBytes} bytes`, "header", bytes.length - headerAt, {
      file,
      byte: headerAt,
    });
  const header = new TextDecoder().decode(bytes.subarray(headerAt, start));
  const { type, fortran, shape } = parseHeader(header, file, headerAt);
  const [size, create, get] = TYPES[type]!;
  const count = shape.reduce((product, edge) => product * edge, 1);
  // Before anything is allocated: a wrong shape could ask for any amount.
  if (count * size > bytes.length - start)
    throw expected(
      `${shape.join(" x ")} numbers of ${size} bytes`,
      "numbers",
      `${bytes.length - start} bytes`,
      { file, byte: start },
    );
  const data = create(count);
  const sources = fortran ? fortranOrder(shape) : undefined;
  for (let i = 0; i < count; i++) {
    const at = start + size * (sources?.[i] ?? i);
    const value = get(view, at);
    if (type === "<i8" && !Number.isSafeInteger(value))
      throw expected("integers of 53 bits", `number ${i}`, value, {
        file,
        byte: at,
      });
    data[i] = value;
  }
  return { shape, data };
}

/**
 * Reads a `.npy` file; the format is told at {@link parseNpy}.
 *
 * @throws RangeError where the file is missing or departs from the format.
 */
export async function readNpy(path: string): Promise<NpyArray> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw expected("a readable .npy file", "array", cause, {
      file: path,
      cause,
    });
  }
  return parseNpy(bytes, path);
}

/** A Python dictionary such as `{'descr': '<f4', 'fortran_order': False, 'shape': (2000, 3, 68), }`. */
function parseHeader(
  header: string,
  file: string | undefined,
  byte: number,
): { type: string; fortran: boolean; shape: number[] } {
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape':\s*\(((?:\s*\d+\s*,?)*)\)/.exec(header)?.[1];
  if (order === undefined || shape === undefined)
    throw expected("descr, fortran_order and shape", "header", header.trim(), {
      file,
      byte,
    });
  if (type === undefined || !(type in TYPES))
    throw expected(
      `one of ${Object.keys(TYPES).join(", ")}`,
      "descr",
      type ?? header.trim(),
      { file, byte },
    );
  const edges = shape.split(",").filter((edge) => edge.trim() !== "");
  return { type, fortran: order === "True", shape: edges.map(Number) };
}

/** Where in a file whose first dimension runs fastest each number of the other order lies. */
function fortranOrder(shape: readonly number[]): Uint32Array {
  const strides = shape.map((_, axis) =>
    shape.slice(0, axis).reduce((product, edge) => product * edge, 1),
  );
  const count = shape.reduce((product, edge) => product * edge, 1);
  return Uint32Array.from({ length: count }, (_, i) => {
    let at = 0;
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return at;
  });
}

function readInt64(view: DataView, at: number): number {
  return Number(view.getBigInt64(at, true));
}
