/**
 * The safetensors format (https://huggingface.co/docs/safetensors): eight bytes with the header's length, a JSON header, then
 * the tensors' bytes without gaps. Little-endian; of the element types only F32 is read and written.
 */
import { expected } from "@fdhm/errors";

/** A tensor of a file. */
export interface NamedTensor {
  /** Unique in the file. */
  readonly name: string;
  /** Its sides. */
  readonly shape: readonly number[];
  /** Its elements, last index fastest. */
  readonly data: Float32Array;
}

/** What a file holds. */
export interface TensorFile {
  /** In the order of their bytes. */
  readonly tensors: readonly NamedTensor[];
  /** Texts by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const METADATA = "__metadata__";

/**
 * Writes tensors in the order given.
 *
 * @throws if a tensor's length and shape disagree.
 */
export function writeSafetensors({
  tensors,
  metadata,
}: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { [METADATA]: metadata };
  let end = 0;
  for (const { name, shape, data } of tensors) {
    if (data.length !== elements(shape))
      throw expected(`${elements(shape)} numbers`, name, data);
    const begin = end;
    end += data.byteLength;
    header[name] = { dtype: "F32", shape, data_offsets: [begin, end] };
  }
  const text = ascii(JSON.stringify(header));
  // Spaces up to a multiple of 8, so that the tensors lie where a Float32Array may look at them.
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8);
  const bytes = new Uint8Array(8 + padded.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded.length), true);
  for (let i = 0; i < padded.length; i++) bytes[8 + i] = padded.charCodeAt(i);
  let at = 8 + padded.length;
  for (const { data } of tensors) {
    bytes.set(
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      at,
    );
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a file. The tensors are copies.
 *
 * @param bytes - the whole file.
 * @param file - its name, for errors.
 * @throws if it is cut short, goes on after its last tensor, or its header is not what the format says.
 */
export function readSafetensors(bytes: Uint8Array, file?: string): TensorFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8)
    throw expected("at least 8 bytes", "file", bytes.length, { file });
  const length = view.getBigUint64(0, true);
  if (length > BigInt(bytes.length - 8))
    throw expected(
      `a header of at most ${bytes.length - 8} bytes`,
      "header length",
      length,
      { file, byte: 0 },
    );
  const start = 8 + Number(length);
  const { [METADATA]: metadata = {}, ...entries } = parseHeader(
    bytes.subarray(8, start),
    file,
  );
  if (!isTexts(metadata))
    throw expected("texts by key", METADATA, metadata, { file, byte: 8 });
  const places = Object.entries(entries).map(([name, entry]) => {
    if (!isEntry(entry))
      throw expected("F32, shape and offsets", name, entry, { file, byte: 8 });
    return { name, shape: entry.shape, offsets: entry.data_offsets };
  });
  places.sort((a, b) => a.offsets[0] - b.offsets[0]);
  let end = 0;
  const tensors = places.map(({ name, shape, offsets }) => {
    const size = 4 * elements(shape);
    if (offsets[0] !== end || offsets[1] !== end + size)
      throw expected(
        `offsets ${end} and ${end + size}`,
        name,
        offsets.join(" and "),
        { file, byte: 8 },
      );
    const begin = start + end;
    end += size;
    // Not `bytes.slice`: that of a Node Buffer is a view on the whole file.
    const part = Uint8Array.prototype.slice.call(bytes, begin, start + end);
    // A cut file: said below, with the whole length.
    const data =
      part.length === size ? new Float32Array(part.buffer) : new Float32Array();
    return { name, shape, data };
  });
  if (bytes.length !== start + end)
    throw expected(`${start + end} bytes`, "file", bytes.length, { file });
  return { tensors, metadata };
}

function parseHeader(
  bytes: Uint8Array,
  file: string | undefined,
): Record<string, unknown> {
  let header: unknown;
  try {
    const encoded = Array.from(
      bytes,
      (byte) => `%${byte.toString(16).padStart(2, "0")}`,
    );
    header = JSON.parse(decodeURIComponent(encoded.join("")));
  } catch (cause) {
    throw expected("JSON", "header", cause, { file, byte: 8, cause });
  }
  if (typeof header !== "object" || header === null || Array.isArray(header))
    throw expected("an object", "header", header, { file, byte: 8 });
  return header as Record<string, unknown>;
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((text) => typeof text === "string")
  );
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Entry> | null;
  const counts = (list: unknown) =>
    Array.isArray(list) &&
    list.every((side) => Number.isSafeInteger(side) && side >= 0);
  return (
    entry?.dtype === "F32" &&
    counts(entry.shape) &&
    counts(entry.data_offsets) &&
    entry.data_offsets?.length === 2
  );
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** JSON with everything beyond ASCII escaped: one byte a character. */
function ascii(json: string): string {
  return json.replace(
    /[\u0080-\uffff]/g,
    (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
