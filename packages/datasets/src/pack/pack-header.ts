import { crc32 } from "node:zlib";
import { z } from "zod";
import { expected, type Place } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { checkRoom, type FacePack } from "./face-pack.ts";

/** The first eight bytes of every pack file. */
export const MAGIC = "FDHMPACK";

/** Version of the layout that is written and read. */
export const VERSION = 1;

/** Bytes before the header: magic, version, length of the header, CRC-32 of the header; numbers of 32 bits, little-endian. */
export const PREAMBLE_BYTES = 20;

/** No header is longer: a set of a million faces stays below it. */
const LONGEST_HEADER = 2 ** 30;

/** The arrays of a pack in the order of the file. */
export const SECTIONS = [
  "pictures",
  "masks",
  "landmarks",
  "poses",
  "visibility",
] as const;

/** Name of an array of a pack. */
export type SectionName = (typeof SECTIONS)[number];

const positive = z.number().positive();

const schema = z.strictObject({
  name: z.string(),
  count: z.int().positive(),
  edge: z.int().min(8),
  margin: positive.min(1),
  boxScale: positive,
  names: z.array(z.string()),
  sections: z.array(
    z.strictObject({
      name: z.enum(SECTIONS),
      bytes: z.int().positive(),
      crc32: z.int().nonnegative(),
    }),
  ),
});

/** What a pack file says of itself. */
export type PackHeader = z.infer<typeof schema>;

/** Bytes of one face in each array. */
export function bytesPerFace(name: SectionName, edge: number): number {
  const bytes: Record<SectionName, number> = {
    pictures: 3 * edge * edge,
    masks: edge * edge,
    landmarks: 4 * 3 * LANDMARK_COUNT,
    poses: 4 * 3,
    visibility: 4 * LANDMARK_COUNT,
  };
  return bytes[name];
}

/** The bytes before the first section. */
export function encodeHeader(
  { name, count, edge, margin, boxScale, names }: FacePack,
  sections: PackHeader["sections"],
): Uint8Array {
  const header: PackHeader = {
    name,
    count,
    edge,
    margin,
    boxScale,
    names: [...names],
    sections,
  };
  const json = Buffer.from(JSON.stringify(header));
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  preamble.write(MAGIC, "latin1");
  preamble.writeUInt32LE(VERSION, 8);
  preamble.writeUInt32LE(json.length, 12);
  preamble.writeUInt32LE(crc32(json), 16);
  return Buffer.concat([preamble, json]);
}

/**
 * Length of the header and its checksum, from the file's first bytes.
 *
 * @throws RangeError where it is no pack, or one of another version.
 */
export function decodePreamble(
  preamble: Buffer,
  file: string,
): { readonly bytes: number; readonly crc: number } {
  const magic = preamble.subarray(0, MAGIC.length).toString("latin1");
  if (preamble.length < PREAMBLE_BYTES || magic !== MAGIC)
    throw expected(`a pack (${MAGIC})`, "first bytes", magic, {
      file,
      byte: 0,
    });
  const version = preamble.readUInt32LE(8);
  if (version !== VERSION)
    throw expected(`version ${VERSION}; pack the set again`, "pack", version, {
      file,
      byte: 8,
    });
  const bytes = preamble.readUInt32LE(12);
  if (bytes > LONGEST_HEADER)
    throw expected(
      `at most ${LONGEST_HEADER} bytes`,
      "length of the header",
      bytes,
      {
        file,
        byte: 12,
      },
    );
  return { bytes, crc: preamble.readUInt32LE(16) };
}

/**
 * Reads and checks the header: the lengths of the sections follow from the number of faces and their edge.
 *
 * @throws RangeError where a byte was changed the numbers do not fit together, or the pack is larger than
 *   this Node's arrays.
 */
export function decodeHeader(
  json: Buffer,
  crc: number,
  file: string,
): PackHeader {
  const place: Place = { file, byte: PREAMBLE_BYTES };
  if (crc32(json) !== crc)
    throw expected("an unchanged header", "pack", "another CRC-32", place);
  const parsed = schema.safeParse(JSON.parse(json.toString()));
  if (!parsed.success)
    throw expected(
      "a pack's header",
      "pack",
      new Error(z.prettifyError(parsed.error)),
      place,
    );
  const header = parsed.data;
  checkRoom(header, header.count);
  if (header.names.length !== header.count)
    throw expected(`${header.count} names`, "pack", header.names.length, place);
  const present = header.sections.map((section) => section.name);
  const due = SECTIONS.filter(
    (name) => name !== "masks" || present.includes(name),
  );
  if (present.join() !== due.join())
    throw expected(due.join(", "), "sections", present.join(", "), place);
  for (const { name, bytes } of header.sections) {
    const needed = header.count * bytesPerFace(name, header.edge);
    if (bytes !== needed)
      throw expected(`${needed} bytes`, `section ${name}`, bytes, place);
  }
  return header;
}
