import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { strFromU8, strToU8, unzlibSync, zlibSync } from "fflate";
import { fromBytePlanes, toBytePlanes } from "./byte-planes.ts";
import { checkMorphableModel } from "./check-morphable-model.ts";
import { crc32 } from "./crc32.ts";
import {
  fromDifferences,
  predictors,
  toDifferences,
} from "./mesh-prediction.ts";
import { modelHeader, parseModelHeader } from "./model-header.ts";
import { type MorphableModel } from "./morphable-model.ts";
import { fromResiduals, toResiduals } from "./skin-residuals.ts";

// Little-endian: 8 bytes of magic, then format version, CRC-32 of the rest, length of the inflated body; then the body by zlib.
// The body: length of the JSON header, the header (model-header.ts), then the sections in the order in which `write` adds them.
const MAGIC = "fdhmface";
const VERSION = 1;
const PREFIX = 20;
const UV_STEP = 1 / 65536;

/** How exact {@link writeMorphableModel} is. */
export interface ModelPrecision {
  /** Mode values are rounded to multiples of this, the mean to a sixteenth; in the model's unit. Default: the mean's extent / 65536. */
  readonly step?: number;
}

/**
 * Packs a model into few bytes: numbers are rounded, predicted along the mesh's edges and deflated. The same model gives the
 * same bytes.
 *
 * @param model - model to pack.
 * @param precision - how exact; coordinates of texture are always kept to 1/131072.
 * @returns a file for {@link readMorphableModel}.
 * @throws RangeError - as {@link checkMorphableModel}; or where `step` is not a positive number, or so small that values
 *   do not fit 31 bits.
 */
export function writeMorphableModel(
  model: MorphableModel,
  precision: ModelPrecision = {},
): Uint8Array {
  checkMorphableModel(model);
  const step = precision.step ?? extent(model.mean) / 65536;
  checkStep(step, model);
  const header = strToU8(JSON.stringify(modelHeader(model, step)));
  const from = predictors(model.triangles, model.vertexCount);
  const chunks: Uint8Array[] = [
    new Uint8Array(Uint32Array.of(header.length).buffer),
    header,
  ];
  const write = (
    values: Float32Array,
    size: number,
    sectionStep: number,
  ): void => {
    chunks.push(toBytePlanes(toDifferences(values, size, sectionStep, from)));
  };
  chunks.push(
    toBytePlanes(successiveDifferences(model.triangles)),
    toBytePlanes(Int32Array.from(model.landmarks)),
    bytesOf(model.identityDeviation),
    bytesOf(model.expressionDeviation),
  );
  write(model.uv, 2, UV_STEP);
  write(model.mean, 3, step / 16);
  for (const modes of [model.identity, model.expression])
    for (let start = 0; start < modes.length; start += model.mean.length)
      write(modes.subarray(start, start + model.mean.length), 3, step);
  for (const skin of model.skins) chunks.push(toResiduals(skin));
  return seal(join(chunks));
}

/**
 * Unpacks a model.
 *
 * @param bytes - file written by {@link writeMorphableModel}.
 * @param file - its path or address, for errors.
 * @returns the model; its numbers are off by at most half of the step it was written with.
 * @throws RangeError - "Expected ... for ... but received ..." with file and byte: not such a file, another version, cut short,
 *   changed since it was written (checksum), or contents that do not fit one another (as {@link checkMorphableModel}).
 */
export function readMorphableModel(
  bytes: Uint8Array,
  file?: string,
): MorphableModel {
  const body = unseal(bytes, file);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const headerEnd = body.length < 4 ? 4 : 4 + view.getUint32(0, true);
  if (headerEnd > body.length)
    throw expected("a header", "model", `${body.length} bytes`, { file });
  const header = parseModelHeader(strFromU8(body.subarray(4, headerEnd)), file);
  const { vertexCount, identityCount, expressionCount, triangleCount, step } =
    header;
  let place = headerEnd;
  const take = (count: number, name: string): Uint8Array => {
    if (place + count > body.length)
      throw expected(`${count} bytes`, name, `${body.length - place} bytes`, {
        file,
      });
    place += count;
    return body.slice(place - count, place);
  };
  const integers = (count: number, name: string): Int32Array => {
    const read = fromBytePlanes(body, place, count);
    if (read === undefined)
      throw expected(
        `${count} integers`,
        name,
        `${body.length - place} bytes`,
        { file },
      );
    place = read.end;
    return read.values;
  };
  const triangles = successiveSums(integers(3 * triangleCount, "triangles"));
  const landmarks = Uint32Array.from(integers(LANDMARK_COUNT, "landmarks"));
  const identityDeviation = new Float32Array(
    take(4 * identityCount, "identityDeviation").buffer,
  );
  const expressionDeviation = new Float32Array(
    take(4 * expressionCount, "expressionDeviation").buffer,
  );
  const from = predictors(triangles, vertexCount);
  const read = (
    size: number,
    sectionStep: number,
    name: string,
    out: Float32Array,
  ): Float32Array =>
    fromDifferences(
      integers(size * vertexCount, name),
      size,
      sectionStep,
      from,
      out,
    );
  const modes = (count: number, name: string): Float32Array => {
    const out = new Float32Array(count * 3 * vertexCount);
    for (let mode = 0; mode < count; mode++)
      read(
        3,
        step,
        name,
        out.subarray(mode * 3 * vertexCount, (mode + 1) * 3 * vertexCount),
      );
    return out;
  };
  const model: MorphableModel = {
    name: header.name,
    vertexCount,
    triangles,
    landmarks,
    identityDeviation,
    expressionDeviation,
    uv: read(2, UV_STEP, "uv", new Float32Array(2 * vertexCount)),
    mean: read(3, step / 16, "mean", new Float32Array(3 * vertexCount)),
    identity: modes(identityCount, "identity"),
    expression: modes(expressionCount, "expression"),
    skins: header.skins.map(({ name, width, height }) => ({
      name,
      width,
      height,
      data: fromResiduals(
        take(3 * width * height, `skin "${name}"`),
        width,
        height,
      ),
    })),
  };
  if (place !== body.length)
    throw expected("an end", "model", `${body.length - place} more bytes`, {
      file,
    });
  checkMorphableModel(model, file);
  return model;
}

function seal(body: Uint8Array): Uint8Array {
  const packed = zlibSync(body, { level: 9 });
  const bytes = new Uint8Array(PREFIX + packed.length);
  bytes.set(strToU8(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, crc32(packed), true);
  view.setUint32(16, body.length, true);
  bytes.set(packed, PREFIX);
  return bytes;
}

function unseal(bytes: Uint8Array, file?: string): Uint8Array {
  if (bytes.length < PREFIX)
    throw expected(
      `${PREFIX} bytes or more`,
      "model",
      `${bytes.length} bytes`,
      { file },
    );
  const magic = strFromU8(bytes.subarray(0, 8), true);
  if (magic !== MAGIC)
    throw expected(`"${MAGIC}"`, "magic", magic, { file, byte: 0 });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== VERSION)
    throw expected(`${VERSION}`, "version", version, { file, byte: 8 });
  const packed = bytes.subarray(PREFIX);
  const checksum = crc32(packed);
  if (checksum !== view.getUint32(12, true))
    throw expected(`checksum ${view.getUint32(12, true)}`, "model", checksum, {
      file,
      byte: 12,
    });
  return unzlibSync(packed, { out: new Uint8Array(view.getUint32(16, true)) });
}

function checkStep(step: number, model: MorphableModel): void {
  if (!(step > 0 && step < Infinity))
    throw expected("a positive number", "step", step);
  for (const values of [model.mean, model.identity, model.expression])
    for (const value of values)
      if (Math.abs(value) > step * 2 ** 26)
        throw expected(
          `values below 67108864 steps of ${step}`,
          "model",
          value,
        );
}

function extent(mean: Float32Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of mean) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > low ? high - low : 1;
}

function successiveDifferences(indices: Uint32Array): Int32Array {
  return Int32Array.from(indices, (index, i) => index - (indices[i - 1] ?? 0));
}

function successiveSums(differences: Int32Array): Uint32Array {
  let sum = 0;
  return Uint32Array.from(differences, (difference) => (sum += difference));
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.slice().buffer);
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(
    chunks.reduce((sum, chunk) => sum + chunk.length, 0),
  );
  let place = 0;
  for (const chunk of chunks) {
    joined.set(chunk, place);
    place += chunk.length;
  }
  return joined;
}
