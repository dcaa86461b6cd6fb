import { expected } from "@fdhm/errors";
import { zlibSync } from "fflate";
import { crc32 } from "./crc32.ts";
import { paeth } from "./paeth.ts";
import type { TextureLevel } from "./texture.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Each byte less what its neighbours foretell, which suits skin. */
const PAETH = 4;

/**
 * A picture as a PNG file of 8-bit RGB, so that exports need no canvas and no native code. W3C, "Portable Network Graphics
 * (PNG) Specification (Third Edition)".
 *
 * @param picture - RGB bytes.
 * @returns the file.
 * @throws RangeError where the bytes do not fill the width and height.
 */
export function writePng({ width, height, data }: TextureLevel): Uint8Array {
  const row = 3 * width;
  if (!(width > 0 && height > 0) || data.length !== row * height)
    throw expected(`3 x ${width} x ${height} bytes`, "picture", data);
  const lines = new Uint8Array((row + 1) * height);
  for (let y = 0, at = 0; y < height; y++) {
    lines[at++] = PAETH;
    for (let i = y * row; i < (y + 1) * row; i++) {
      const left = i - y * row < 3 ? 0 : data[i - 3]!;
      const above = y === 0 ? 0 : data[i - row]!;
      const corner = y === 0 || i - y * row < 3 ? 0 : data[i - row - 3]!;
      lines[at++] = data[i]! - paeth(left, above, corner);
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB, deflate, filtered, not interlaced
  const parts = [
    new Uint8Array(SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", zlibSync(lines, { level: 9 })),
    chunk("IEND", new Uint8Array(0)),
  ];
  const file = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** Length, type, content, checksum of the last two. */
function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, -4)));
  return bytes;
}
