import { expected } from "@fdhm/errors";

/** Number types of data elements (*MAT-File Format*, table 1-1). */
export const dataType = {
  int8: 1,
  uint8: 2,
  int16: 3,
  uint16: 4,
  int32: 5,
  uint32: 6,
  single: 7,
  double: 9,
  matrix: 14,
  compressed: 15,
} as const;

/** One tagged piece of a file. */
export interface Mat5Element {
  /** One of {@link dataType}, or another number that this reader does not know. */
  readonly type: number;
  /** What follows the tag, without padding. */
  readonly data: DataView;
  /** Offset of the tag in the file; within a compressed element, that of the compressed element. */
  readonly byte: number;
}

/**
 * Walks the tagged elements of a piece of a file: 8 bytes of type and size, data, padding to 8 bytes; or the short form, in
 * which up to 4 bytes of data share the 8 bytes with type and size.
 *
 * @param bytes - the elements, from the first tag on.
 * @param file - name for errors.
 * @param start - offset of `bytes` in the file.
 * @param fixed - give every element the offset `start`: for what was inflated and has no offsets of its own.
 * @throws RangeError where an element reaches beyond the end, naming the file and the element's offset.
 */
export function* mat5Elements(
  bytes: Uint8Array,
  file: string | undefined,
  start: number,
  fixed = false,
): Generator<Mat5Element, void, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length;) {
    const byte = fixed ? start : start + at;
    if (at + 8 > bytes.length)
      throw expected("8 bytes", "tag of an element", bytes.length - at, {
        file,
        byte,
      });
    const first = view.getUint32(at, true);
    const short = first >>> 16 !== 0;
    const type = short ? first & 0xffff : first;
    const size = short ? first >>> 16 : view.getUint32(at + 4, true);
    const from = at + (short ? 4 : 8);
    const room = short ? 4 : bytes.length - from;
    if (size > room)
      throw expected(`${size} bytes`, "data of an element", room, {
        file,
        byte,
      });
    const data = new DataView(bytes.buffer, bytes.byteOffset + from, size);
    yield { type, data, byte };
    // A compressed element is the only one that is not padded.
    const padded =
      type === dataType.compressed ? size : Math.ceil(size / 8) * 8;
    at = short ? at + 8 : from + padded;
  }
}
