import { expected } from "@fdhm/errors";

/** Fields of `ModelProto` and of its `StringStringEntryProto` in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
const METADATA_PROPS = 14;
const KEY = 1;
const VALUE = 2;

/** One field of a protobuf message: where its content stands, for the three wire types that have one. */
interface Field {
  readonly number: number;
  /** True for wire type 2: strings, bytes and messages. */
  readonly delimited: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads `metadata_props` of an ONNX file, which onnxruntime-web does not hand out. Weights are stepped over, not read.
 *
 * @param bytes - the whole file.
 * @param file - its name, for errors.
 * @returns the entries; of a key that comes twice, the last.
 * @throws RangeError with the byte at which the bytes stop being a protobuf message.
 */
export function readMetadata(
  bytes: Uint8Array,
  file?: string,
): Map<string, string> {
  if (bytes.length === 0)
    throw expected("an ONNX file", "model", "no bytes", { file, byte: 0 });
  const text = new TextDecoder();
  const entries = new Map<string, string>();
  for (const entry of fields(bytes, 0, bytes.length, file)) {
    if (entry.number !== METADATA_PROPS || !entry.delimited) continue;
    let key = "";
    let value = "";
    for (const { number, start, end } of fields(
      bytes,
      entry.start,
      entry.end,
      file,
    )) {
      if (number === KEY) key = text.decode(bytes.subarray(start, end));
      if (number === VALUE) value = text.decode(bytes.subarray(start, end));
    }
    entries.set(key, value);
  }
  return entries;
}

/** Walks the fields of the message in `bytes[at, end)`. */
function* fields(
  bytes: Uint8Array,
  at: number,
  end: number,
  file: string | undefined,
): Generator<Field> {
  const refuse = (what: string, received: string, byte: number) =>
    expected(what, "model", received, { file, byte });

  /** Reads a base-128 number of at most 10 bytes and moves `at` behind it. */
  const varint = (): number => {
    const first = at;
    let value = 0;
    for (let weight = 1; at < end && at < first + 10; weight *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
    throw at === end
      ? refuse("a whole ONNX file", "one that ends within a number", at)
      : refuse("an ONNX file", "a number of more than 10 bytes", first);
  };

  while (at < end) {
    const tagByte = at;
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (number === 0) throw refuse("an ONNX file", "field number 0", tagByte);
    let length: number;
    if (wireType === 0) {
      varint();
      length = 0;
    } else if (wireType === 1) length = 8;
    else if (wireType === 2) length = varint();
    else if (wireType === 5) length = 4;
    else throw refuse("an ONNX file", `wire type ${wireType}`, tagByte);
    if (length > end - at)
      throw refuse(
        `${length} bytes for field ${number} of a whole ONNX file`,
        `${end - at} bytes`,
        at,
      );
    yield { number, delimited: wireType === 2, start: at, end: at + length };
    at += length;
  }
}
