/** A tensor to be written: its view of a storage, which several may share. */
export interface WrittenTensor {
  readonly kind: string;
  readonly shape: readonly number[];
  readonly strides?: readonly number[];
  /** From 1, as Lua counts. */
  readonly offset?: number;
  readonly storage: WrittenStorage | null;
}

/** A storage to be written. */
export interface WrittenStorage {
  readonly kind: string;
  readonly values: readonly number[];
}

/** Anything that the fixture writes. */
export type Written =
  | null
  | number
  | string
  | boolean
  | Map<Written, Written>
  | WrittenTensor
  | WrittenStorage;

/** Bytes of a number: int (4), double, or the kinds of storages. */
function packed(kind: string, value: number): Buffer {
  const bytes = Buffer.alloc(
    { Byte: 1, Char: 1, Short: 2, Int: 4, Float: 4 }[kind] ?? 8,
  );
  if (kind === "Byte") bytes.writeUInt8(value);
  else if (kind === "Char") bytes.writeInt8(value);
  else if (kind === "Short") bytes.writeInt16LE(value);
  else if (kind === "Int") bytes.writeInt32LE(value);
  else if (kind === "Long") bytes.writeBigInt64LE(BigInt(value));
  else if (kind === "Float") bytes.writeFloatLE(value);
  else bytes.writeDoubleLE(value);
  return bytes;
}

/** A number as C prints it. */
function printed(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return String(value);
}

/** Writes an object as `torch.save` does, binary or `"ascii"`. */
export function torch7Bytes(
  value: Written,
  mode: "binary" | "ascii" = "binary",
): Uint8Array {
  const parts: Buffer[] = [];
  const known = new Map<object, number>();
  const numbers = (kind: string, values: readonly number[]): void => {
    // The trick of Torch's files: bytes are raw even in ASCII.
    const raw = kind === "Byte" || kind === "Char";
    if (mode === "binary" || raw)
      parts.push(...values.map((value) => packed(kind, value)));
    else parts.push(Buffer.from(values.map(printed).join(" ")));
    if (mode === "ascii" && values.length > 0) parts.push(Buffer.from("\n"));
  };
  const text = (letters: string): void => {
    const bytes = Buffer.from(letters);
    numbers("Int", [bytes.length]);
    parts.push(bytes);
    if (mode === "ascii" && bytes.length > 0) parts.push(Buffer.from("\n"));
  };
  /** Whether the object is new and has to be written. */
  const begin = (type: number, object: object): boolean => {
    numbers("Int", [type]);
    const index = known.get(object);
    numbers("Int", [index ?? known.size + 1]);
    if (index === undefined) known.set(object, known.size + 1);
    return index === undefined;
  };
  const write = (object: Written): void => {
    if (object === null) return numbers("Int", [0]);
    if (typeof object === "number") {
      numbers("Int", [1]);
      return numbers("Double", [object]);
    }
    if (typeof object === "string") {
      numbers("Int", [2]);
      return text(object);
    }
    if (typeof object === "boolean") {
      numbers("Int", [5]);
      return numbers("Int", [object ? 1 : 0]);
    }
    if (object instanceof Map) {
      if (!begin(3, object)) return;
      numbers("Int", [object.size]);
      for (const [key, entry] of object) {
        write(key);
        write(entry);
      }
      return;
    }
    if (!begin(4, object)) return;
    text("V 1");
    if ("values" in object) {
      text(`torch.${object.kind}Storage`);
      numbers("Long", [object.values.length]);
      return numbers(object.kind, object.values);
    }
    const { kind, shape, offset = 1, storage } = object;
    const strides =
      object.strides ??
      shape.map((_, axis) => shape.slice(axis + 1).reduce((p, n) => p * n, 1));
    text(`torch.${kind}Tensor`);
    numbers("Int", [shape.length]);
    numbers("Long", shape);
    numbers("Long", strides);
    numbers("Long", [offset]);
    write(storage);
  };
  write(value);
  return Buffer.concat(parts);
}

/** A tensor of its own storage. */
export function tensor(
  kind: string,
  shape: readonly number[],
  values: readonly number[],
): WrittenTensor {
  return { kind, shape, storage: { kind, values } };
}
