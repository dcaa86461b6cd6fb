import { expected } from "@fdhm/errors";

/** Numbers of a Torch7 file; 64-bit integers become doubles. */
export type Torch7Numbers =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Int32Array;

/** Number types, named as Torch's classes begin. */
export type Torch7Kind =
  "Byte" | "Char" | "Short" | "Int" | "Long" | "Float" | "Double";

/** Reads a file's pieces one after another, however they are written. */
export interface Torch7Source {
  /** Offset of what comes next, in bytes. */
  readonly position: () => number;
  /**
   * The next numbers.
   *
   * @param name - what error sentences call them.
   */
  readonly numbers: (
    kind: Torch7Kind,
    count: number,
    name: string,
  ) => Torch7Numbers;
  /** The next bytes as UTF-8. */
  readonly text: (length: number, name: string) => string;
}

const KINDS: Readonly<
  Record<
    Torch7Kind,
    readonly [
      bytes: number,
      create: (length: number) => Torch7Numbers,
      get: (view: DataView, at: number) => number,
    ]
  >
> = {
  Byte: [1, (n) => new Uint8Array(n), (v, at) => v.getUint8(at)],
  Char: [1, (n) => new Int8Array(n), (v, at) => v.getInt8(at)],
  Short: [2, (n) => new Int16Array(n), (v, at) => v.getInt16(at, true)],
  Int: [4, (n) => new Int32Array(n), (v, at) => v.getInt32(at, true)],
  Long: [
    8,
    (n) => new Float64Array(n),
    (v, at) => Number(v.getBigInt64(at, true)),
  ],
  Float: [4, (n) => new Float32Array(n), (v, at) => v.getFloat32(at, true)],
  Double: [8, (n) => new Float64Array(n), (v, at) => v.getFloat64(at, true)],
};

/** Numbers as a C program prints them, infinities and NaN among them. */
const TOKEN =
  /^[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|inf(?:inity)?|nan)$/i;

/** Room for numbers of a kind, all 0. */
export function createNumbers(kind: Torch7Kind, count: number): Torch7Numbers {
  return KINDS[kind][1](count);
}

/** Little-endian numbers, longs of 8 bytes. */
export function binarySource(
  bytes: Uint8Array,
  file: string | undefined,
): Torch7Source {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (length: number, name: string): number => {
    // Before anything is allocated: a wrong size could ask for any amount.
    if (!(length >= 0 && length <= bytes.length - at))
      throw expected(`${length} bytes`, name, bytes.length - at, {
        file,
        byte: at,
      });
    at += length;
    return at - length;
  };
  return {
    position: () => at,
    numbers: (kind, count, name) => {
      const [size, , get] = KINDS[kind];
      const start = take(count * size, name);
      const numbers = createNumbers(kind, count);
      for (let i = 0; i < count; i++) {
        const value = get(view, start + size * i);
        if (kind === "Long") checkLong(value, name, file, start + size * i);
        numbers[i] = value;
      }
      return numbers;
    },
    text: (length, name) => {
      const start = take(length, name);
      return decode(bytes.subarray(start, at));
    },
  };
}

/** Numbers as text between spaces and line ends; bytes and characters stand as they are, even in arrays. */
export function asciiSource(
  bytes: Uint8Array,
  file: string | undefined,
): Torch7Source {
  let at = 0;
  const raw = (length: number, name: string): Uint8Array => {
    if (!(length >= 0 && length <= bytes.length - at))
      throw expected(`${length} characters`, name, bytes.length - at, {
        file,
        byte: at,
      });
    at += length;
    return bytes.subarray(at - length, at);
  };
  const token = (name: string): number => {
    while (at < bytes.length && isSpace(bytes[at]!)) at++;
    const start = at;
    while (at < bytes.length && !isSpace(bytes[at]!)) at++;
    const text = decode(bytes.subarray(start, at));
    if (!TOKEN.test(text))
      throw expected("a number", name, text || new Error("the end"), {
        file,
        byte: start,
      });
    return Number(text.replace(/inf(inity)?$/i, "Infinity"));
  };
  const endLine = (count: number): void => {
    if (count > 0 && bytes[at] === 10) at++;
  };
  return {
    position: () => at,
    numbers: (kind, count, name) => {
      if (kind === "Byte" || kind === "Char") {
        const found = raw(count, name);
        const numbers = createNumbers(kind, count);
        numbers.set(found);
        endLine(count);
        return numbers;
      }
      // Each number takes a character and, but for the last, a space.
      if (!(count >= 0 && 2 * count - 1 <= bytes.length - at))
        throw expected(`${count} numbers`, name, `${bytes.length - at} bytes`, {
          file,
          byte: at,
        });
      const numbers = createNumbers(kind, count);
      for (let i = 0; i < count; i++) {
        const start = at;
        const value = token(name);
        if (kind === "Long") checkLong(value, name, file, start);
        numbers[i] = value;
        if ((kind === "Int" || kind === "Short") && numbers[i] !== value)
          throw expected(`a number of type ${kind}`, name, value, {
            file,
            byte: start,
          });
      }
      endLine(count);
      return numbers;
    },
    text: (length, name) => {
      const text = decode(raw(length, name));
      endLine(length);
      return text;
    },
  };
}

function checkLong(
  value: number,
  name: string,
  file: string | undefined,
  byte: number,
): void {
  if (!Number.isSafeInteger(value))
    throw expected("integers of 53 bits", name, value, { file, byte });
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
