import { expected } from "@fdhm/errors";
import { type MorphableModel } from "./morphable-model.ts";

/** What a model file tells about itself before its numbers. */
export interface ModelHeader {
  readonly name: string;
  readonly vertexCount: number;
  readonly identityCount: number;
  readonly expressionCount: number;
  readonly triangleCount: number;
  /** Mode values are multiples of this, the mean's of a sixteenth. */
  readonly step: number;
  readonly skins: readonly { name: string; width: number; height: number }[];
}

/** The header of a model that is to be written. */
export function modelHeader(model: MorphableModel, step: number): ModelHeader {
  return {
    name: model.name,
    vertexCount: model.vertexCount,
    identityCount: model.identityDeviation.length,
    expressionCount: model.expressionDeviation.length,
    triangleCount: model.triangles.length / 3,
    step,
    skins: model.skins.map(({ name, width, height }) => ({
      name,
      width,
      height,
    })),
  };
}

/**
 * Reads and checks a header.
 *
 * @param json - its text.
 * @param file - where it came from, for errors.
 * @throws RangeError - where the text is no JSON or a field is missing or of the wrong kind.
 */
export function parseModelHeader(json: string, file?: string): ModelHeader {
  const header = parse(json, file);
  text(header["name"], "name", file);
  for (const name of [
    "vertexCount",
    "identityCount",
    "expressionCount",
    "triangleCount",
  ])
    count(header[name], name, file);
  const { step, skins } = header;
  if (typeof step !== "number" || !(step > 0 && step < Infinity))
    throw expected("a positive number", "step", step, { file });
  if (!Array.isArray(skins)) throw expected("a list", "skins", skins, { file });
  for (const skin of skins as Record<string, unknown>[]) {
    text(skin["name"], "skins[].name", file);
    count(skin["width"], "skins[].width", file);
    count(skin["height"], "skins[].height", file);
  }
  return header as unknown as ModelHeader;
}

function parse(json: string, file?: string): Record<string, unknown> {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch (cause) {
    throw expected("JSON", "header", json, { file, cause });
  }
}

function text(value: unknown, name: string, file?: string): void {
  if (typeof value !== "string")
    throw expected("a text", name, value, { file });
}

function count(value: unknown, name: string, file?: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw expected("a whole number, 0 or more", name, value, { file });
}
