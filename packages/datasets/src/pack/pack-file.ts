// Packs of 160 px (77,900 bytes a face), Node 20.20 on a busy virtual machine of two cores (scripts/bench-pack.mjs): 40,000
// faces (3.1 GB) written at 4,772 faces/s and read at 4,274 to 4,411; 6,000 faces that the system still held, read at 11,785.
//
// Ways tried for the checksum: one a section by node:zlib's crc32, 5.8 GB/s; the table of 256 entries that PNG files are
// written with, 0.1 GB/s.
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { expected } from "@fdhm/errors";
import type { FacePack } from "./face-pack.ts";
import {
  PREAMBLE_BYTES,
  SECTIONS,
  decodeHeader,
  decodePreamble,
  encodeHeader,
  type PackHeader,
  type SectionName,
} from "./pack-header.ts";

/** Bytes that are read, written and summed up at a time: a section may be longer than one system call takes. */
const PIECE = 2 ** 24;

/**
 * Writes a pack as one file: 8 bytes `FDHMPACK`; version, length and CRC-32 of the header as 32-bit numbers; the header
 * (JSON: geometry, names, and for each section its length and CRC-32); then the sections as they lie in memory, that is,
 * pictures, masks where there are some, landmarks, poses and visibility, the last three as little-endian float32.
 *
 * What stood under that name stays until the new file is complete.
 *
 * @throws RangeError naming the file where it cannot be written.
 */
export async function writePack(path: string, pack: FacePack): Promise<void> {
  const sections = SECTIONS.flatMap((name) => {
    const bytes = bytesOf(pack, name);
    if (bytes === undefined) return [];
    const crc = [...pieces(bytes)].reduce((sum, piece) => crc32(piece, sum), 0);
    return [{ name, bytes: bytes.length, crc32: crc }];
  });
  const beside = `${path}.${process.pid}.part`;
  try {
    const file = await open(beside, "w");
    try {
      await writeAll(file, encodeHeader(pack, sections));
      for (const { name } of sections)
        for (const piece of pieces(bytesOf(pack, name)!))
          await writeAll(file, piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw expected("a place that can be written", "pack", cause, {
      file: path,
      cause,
    });
  }
}

/**
 * Reads a pack that {@link writePack} has written, into memory that worker threads share; nothing is decoded.
 *
 * @throws RangeError naming the file and the byte where it is missing, no pack, one of another version, cut short, longer
 *   than its header says, or where a byte was changed; no face is handed out then.
 */
export async function readPack(path: string): Promise<FacePack> {
  const file = await open(path).catch((cause: unknown) => {
    throw expected("a readable pack", "file", cause, { file: path, cause });
  });
  try {
    const status = await file.stat();
    if (!status.isFile())
      throw expected("a file", "pack", "a folder or device", { file: path });
    const { size } = status;
    const preamble = Buffer.alloc(PREAMBLE_BYTES);
    const head = await readAll(file, preamble, 0);
    const { bytes, crc } = decodePreamble(preamble.subarray(0, head), path);
    let byte = PREAMBLE_BYTES + bytes;
    // Before the memory for it is taken.
    if (byte > size) refuseLength(path, byte, size);
    const json = Buffer.alloc(bytes);
    await readAll(file, json, PREAMBLE_BYTES);
    const header = decodeHeader(json, crc, path);
    const whole = header.sections.reduce((sum, part) => sum + part.bytes, byte);
    if (size !== whole) refuseLength(path, whole, size);
    const arrays: Partial<Record<SectionName, SharedArrayBuffer>> = {};
    for (const section of header.sections) {
      arrays[section.name] = await readSection(file, path, section, byte);
      byte += section.bytes;
    }
    return packOf(header, arrays);
  } finally {
    await file.close();
  }
}

function refuseLength(file: string, whole: number, size: number): never {
  throw expected(`${whole} bytes`, "pack", `${size} bytes`, {
    file,
    byte: Math.min(whole, size),
  });
}

async function readSection(
  file: FileHandle,
  path: string,
  { name, bytes, crc32: due }: PackHeader["sections"][number],
  start: number,
): Promise<SharedArrayBuffer> {
  const buffer = new SharedArrayBuffer(bytes);
  let sum = 0;
  let byte = start;
  for (const piece of pieces(new Uint8Array(buffer))) {
    const got = await readAll(file, piece, byte);
    byte += got;
    // The file has shrunk since its length was looked at.
    if (got !== piece.length) refuseLength(path, start + bytes, byte);
    sum = crc32(piece, sum);
  }
  if (sum !== due)
    throw expected("unchanged bytes", `section ${name}`, "another CRC-32", {
      file: path,
      byte: start,
    });
  return buffer;
}

function packOf(
  { name, count, edge, margin, boxScale, names }: PackHeader,
  arrays: Partial<Record<SectionName, SharedArrayBuffer>>,
): FacePack {
  return {
    name,
    count,
    edge,
    margin,
    boxScale,
    names,
    pictures: new Uint8Array(arrays.pictures!),
    ...(arrays.masks && { masks: new Uint8Array(arrays.masks) }),
    landmarks: new Float32Array(arrays.landmarks!),
    poses: new Float32Array(arrays.poses!),
    visibility: new Float32Array(arrays.visibility!),
  };
}

function bytesOf(pack: FacePack, name: SectionName): Uint8Array | undefined {
  const array = pack[name];
  return (
    array && new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  );
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE)
    yield bytes.subarray(at, at + PIECE);
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;)
    at += (await file.write(bytes, at)).bytesWritten;
}

/** Fills the buffer from a place of the file; gives the bytes read, fewer where the file ends. */
async function readAll(
  file: FileHandle,
  into: Uint8Array,
  start: number,
): Promise<number> {
  let at = 0;
  while (at < into.length) {
    const { bytesRead } = await file.read(
      into,
      at,
      into.length - at,
      start + at,
    );
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return at;
}
