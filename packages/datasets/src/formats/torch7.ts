import { readFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";
import {
  asciiSource,
  binarySource,
  type Torch7Kind,
  type Torch7Source,
} from "./torch7-source.ts";
import { gather, type Torch7Array } from "./torch7-tensor.ts";

/** Anything that a file can hold and this reader knows; Lua's `nil` is null. */
export type Torch7Value =
  null | number | string | boolean | Torch7Table | Torch7Array;

/** A Lua table by its keys; a list has the keys 1, 2, ... as Lua counts. It may hold itself. */
export type Torch7Table = ReadonlyMap<Torch7Value, Torch7Value>;

/** Type numbers of Torch's `File.lua`. */
const TYPE = {
  nil: 0,
  number: 1,
  string: 2,
  table: 3,
  torch: 4,
  boolean: 5,
} as const;
const FUNCTIONS: readonly number[] = [6, 7, 8];

const CLASS =
  /^torch\.(Byte|Char|Short|Int|Long|Float|Double)(Tensor|Storage)$/;

/** How deep tables may lie within one another: more is a broken file, and would break the reader. */
const DEEPEST = 200;

/** What is known of a file while it is read. */
interface Reading {
  readonly source: Torch7Source;
  readonly file: string | undefined;
  /** Objects by their number; undefined while a tensor is being read. */
  readonly objects: Map<number, Torch7Value | undefined>;
}

/**
 * Reads one object of Torch7's serialisation, binary (little-endian, with longs of 8 bytes, as 64-bit Linux and macOS write it) or
 * ASCII, after Torch's own `File.lua`, `Tensor.c` and `Storage.c` (https://github.com/torch/torch7, doc/serialization.md): nil,
 * numbers, strings (UTF-8), booleans, tables, tensors and storages of Byte, Char, Short, Int, Long, Float and Double, and
 * references to what was read before. Refused: functions, every other class (`nn.Linear`, `torch.CudaTensor`,
 * `torch.HalfTensor`, `tds.Hash`), 64-bit integers beyond 53 bits. What follows the object is passed over, as Torch does.
 *
 * @param bytes - the whole file.
 * @param file - path for error sentences.
 * @throws RangeError naming file and byte where it is another format, ends early, holds what is refused, or asks for more
 *   numbers than it has.
 */
export function parseTorch7(bytes: Uint8Array, file?: string): Torch7Value {
  const first = bytes[0];
  // A type number: as an integer of four bytes, or as a digit.
  const binary = first !== undefined && first <= 8;
  const ascii = first !== undefined && first >= 48 && first <= 56;
  if (!binary && !ascii)
    throw expected(
      "a Torch7 file, binary or ASCII",
      "first byte",
      first ?? new Error("an empty file"),
      { file, byte: 0 },
    );
  const source = (binary ? binarySource : asciiSource)(bytes, file);
  return readObject({ source, file, objects: new Map() }, 0);
}

/**
 * Reads a `.t7` file; the format is told at {@link parseTorch7}.
 *
 * @throws RangeError where the file is missing or departs from the format.
 */
export async function readTorch7(path: string): Promise<Torch7Value> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw expected("a readable .t7 file", "label", cause, {
      file: path,
      cause,
    });
  }
  return parseTorch7(bytes, path);
}

function readObject(reading: Reading, depth: number): Torch7Value {
  const { source, file, objects } = reading;
  const byte = source.position();
  if (depth > DEEPEST)
    throw expected(`at most ${DEEPEST} tables`, "nesting", depth, {
      file,
      byte,
    });
  const type = one(source, "Int", "type of an object");
  switch (type) {
    case TYPE.nil:
      return null;
    case TYPE.number:
      return one(source, "Double", "number");
    case TYPE.boolean:
      return one(source, "Int", "boolean") === 1;
    case TYPE.string:
      return readText(source, "string");
    case TYPE.table:
    case TYPE.torch: {
      const index = one(source, "Int", "number of an object");
      if (objects.has(index)) {
        const known = objects.get(index);
        if (known === undefined)
          throw expected(
            "an object that has been read",
            `reference to object ${index}`,
            new Error("one that is being read"),
            { file, byte },
          );
        return known;
      }
      if (type === TYPE.table) return readTable(reading, index, depth);
      objects.set(index, undefined);
      const array = readArray(reading, byte, depth);
      objects.set(index, array);
      return array;
    }
    default:
      throw expected(
        "nil, number, string, table, tensor or boolean",
        "type of an object",
        FUNCTIONS.includes(type) ? new Error("a function") : type,
        { file, byte },
      );
  }
}

function readTable(
  reading: Reading,
  index: number,
  depth: number,
): Torch7Table {
  const { source, file, objects } = reading;
  const byte = source.position();
  const count = one(source, "Int", "size of a table");
  if (count < 0)
    throw expected("0 or more", "size of a table", count, { file, byte });
  const table = new Map<Torch7Value, Torch7Value>();
  // Before its entries, which may refer to it.
  objects.set(index, table);
  for (let i = 0; i < count; i++) {
    const key = readObject(reading, depth + 1);
    table.set(key, readObject(reading, depth + 1));
  }
  return table;
}

/** A tensor or storage from its version on. */
function readArray(reading: Reading, byte: number, depth: number): Torch7Array {
  const { source, file } = reading;
  const version = readText(source, "version of a class");
  // Files older than the versions have the class in its place.
  const className = /^V \d+$/.test(version)
    ? readText(source, "name of a class")
    : version;
  const [, kind, form] = CLASS.exec(className) ?? [];
  if (kind === undefined)
    throw expected(
      "a tensor or storage of Byte, Char, Short, Int, Long, Float or Double",
      "class",
      className,
      { file, byte },
    );
  if (form === "Storage") {
    const count = one(source, "Long", "size of a storage");
    const data = source.numbers(kind as Torch7Kind, count, className);
    return { className, shape: [count], data };
  }
  const dimensions = one(source, "Int", "dimensions of a tensor");
  const shape = [...source.numbers("Long", dimensions, "sizes of a tensor")];
  const strides = [
    ...source.numbers("Long", dimensions, "strides of a tensor"),
  ];
  // Lua counts from 1.
  const offset = one(source, "Long", "offset of a tensor") - 1;
  const storage = readObject(reading, depth + 1);
  const wanted = `torch.${kind}Storage`;
  if (storage !== null && classOf(storage) !== wanted)
    throw expected(wanted, `storage of a ${className}`, classOf(storage), {
      file,
      byte,
    });
  const numbers = (storage as Torch7Array | null)?.data;
  const place = { file, byte };
  const layout = {
    className,
    kind: kind as Torch7Kind,
    shape,
    strides,
    offset,
  };
  return gather(layout, numbers, place);
}

function classOf(value: Torch7Value): string {
  if (typeof value !== "object" || value === null) return typeof value;
  return "className" in value ? value.className : "table";
}

function one(source: Torch7Source, kind: Torch7Kind, name: string): number {
  return source.numbers(kind, 1, name)[0]!;
}

function readText(source: Torch7Source, name: string): string {
  return source.text(one(source, "Int", `length of a ${name}`), name);
}
