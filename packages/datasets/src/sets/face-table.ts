import { access } from "node:fs/promises";
import { basename, dirname, extname, resolve } from "node:path";
import { z } from "zod";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, tightBox, type Box } from "@fdhm/landmarks";
import type { Dataset } from "../dataset.ts";
import { readCsv, type CsvRow } from "../formats/csv-file.ts";
import { readJson } from "../formats/json-file.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import type { HeadPose } from "../sample.ts";
import { labelledFaces } from "./labelled-faces.ts";

/** Settings of {@link openFaceTable}. */
export interface FaceTableOptions extends OpenOptions {
  /** How many points each face has; default 68. */
  readonly count?: number;
}

/** A face as either file gives it; what is absent is undefined. */
interface Row {
  readonly image: string;
  readonly name: string;
  readonly line?: number | undefined;
  readonly points: readonly (readonly number[])[];
  readonly box?: Box | undefined;
  readonly pose?: HeadPose | undefined;
  readonly visibility?: readonly number[] | undefined;
}

/** A face's name, and what reads the rest of it. */
interface Entry {
  readonly name: string;
  readonly row: () => Row;
}

const finite = z.number();
const schema = z.array(
  z.strictObject({
    image: z.string().min(1),
    name: z.string().min(1).optional(),
    landmarks: z.array(z.array(finite).min(2).max(3)).optional(),
    box: z
      .strictObject({ x: finite, y: finite, width: finite, height: finite })
      .nullish(),
    pose: z
      .strictObject({ pitch: finite, yaw: finite, roll: finite })
      .nullish(),
    visibility: z.array(finite.min(0).max(1)).nullish(),
    score: finite.nullish(),
    error: z.string().optional(),
  }),
);

/**
 * A list of labelled faces, in one file, with pictures wherever it says: for sets that have no format of their own, and for what
 * `align` writes.
 *
 * JSON: `[{"image": "a.jpg", "landmarks": [[x, y], ...]}, ...]`, each landmark `[x, y]` or `[x, y, z]`; beside them may stand `name`, `box`
 * (`{x, y, width, height}`), `pose` (`{pitch, yaw, roll}`, radians) and `visibility` (a number from 0 to 1 a landmark); a `score` is
 * passed over, and an entry with an `error` in the place of its landmarks is broken.
 *
 * CSV: the first line names the columns: `image`, then `x0,y0,x1,y1,...` or `x0,y0,z0,x1,...` in any order; there may be `name`;
 * `box_x,box_y,box_width,box_height`; `pitch,yaw,roll`; `v0,v1,...`. An empty cell is unknown: of z, or of all of a box, pose or
 * visibility.
 *
 * Pixels count from 0, y down, z towards the camera; z is moved to have the mean 0. Samples keep the file's order and are named by
 * `name`, or by `image` as the file has it; a picture with several faces needs names.
 *
 * @param path - the file, `.json` or `.csv`; pictures with relative paths are looked for beside it.
 * @throws RangeError naming the file and the place in it that departs from this, a name that comes twice, or a missing picture.
 */
export async function openFaceTable(
  path: string,
  options: FaceTableOptions = {},
): Promise<Dataset> {
  const { count = LANDMARK_COUNT } = options;
  const ending = extname(path).toLowerCase();
  if (ending !== ".json" && ending !== ".csv")
    throw expected("a .json or .csv file", "face table", path);
  const entries =
    ending === ".json"
      ? await readJsonEntries(path)
      : await readCsvEntries(path, count);
  if (entries.length === 0)
    throw expected("at least one face", "face table", "none", { file: path });
  const first = new Map<string, number>();
  entries.forEach(({ name }, i) => {
    if (!first.has(name)) first.set(name, i);
  });
  const read = async (name: string, index: number) => {
    const row = entries[index]!.row();
    const place = { file: path, line: row.line };
    if (first.get(name) !== index)
      throw expected("each name once", `face ${index + 1}`, name, place);
    const landmarks = toLandmarks(row, count, path);
    checkBox(row, path);
    const { visibility, pose, box } = row;
    if (visibility !== undefined && visibility.length !== count)
      throw expected(
        `${count} numbers`,
        `visibility of ${name}`,
        visibility.length,
        place,
      );
    const picture = resolve(dirname(path), row.image);
    try {
      await access(picture);
    } catch (cause) {
      throw expected("a picture", `face ${name}`, cause, {
        file: picture,
        cause,
      });
    }
    return {
      name,
      picture,
      landmarks,
      box: box ?? tightBox(landmarks),
      ...(pose && { pose }),
      ...(visibility && { visibility: Float32Array.from(visibility) }),
    };
  };
  const name = basename(path, extname(path));
  const names = entries.map((entry) => entry.name);
  return labelledFaces(name, await readSound(name, names, read, options));
}

async function readJsonEntries(path: string): Promise<Entry[]> {
  const faces = await readJson(path, "face table", schema);
  return faces.map((face) => {
    const name = face.name ?? face.image;
    const row = (): Row => {
      if (face.landmarks === undefined)
        throw expected(
          "landmarks",
          `face ${name}`,
          new Error(face.error ?? "none"),
          { file: path },
        );
      return {
        image: face.image,
        name,
        points: face.landmarks,
        box: face.box ?? undefined,
        pose: face.pose ?? undefined,
        visibility: face.visibility ?? undefined,
      };
    };
    return { name, row };
  });
}

async function readCsvEntries(path: string, count: number): Promise<Entry[]> {
  const rows = await readCsv(path);
  return rows.map((row) => {
    const { cells, line } = row;
    const name = cells.get("name") || cells.get("image") || `line ${line}`;
    return { name, row: () => readRow(row, name, path, count) };
  });
}

function readRow(
  { cells, line }: CsvRow,
  name: string,
  file: string,
  count: number,
): Row {
  const image = cells.get("image");
  if (!image) throw expected("a path", "column image", image, { file, line });
  const number = (column: string): number => {
    const text = cells.get(column) ?? "";
    if (text === "") return NaN;
    const value = Number(text);
    if (!Number.isFinite(value))
      throw expected("a number", `column ${column}`, text, { file, line });
    return value;
  };
  /** All of these columns, or none of them. */
  const together = (columns: readonly string[]): number[] | undefined => {
    const values = columns.map(number);
    const missing = columns.filter((_, i) => Number.isNaN(values[i]));
    if (missing.length === columns.length) return undefined;
    if (missing.length > 0)
      throw expected("a number", `column ${missing[0]}`, "an empty cell", {
        file,
        line,
      });
    return values;
  };
  const numbered = (letter: string) =>
    Array.from({ length: count }, (_, k) => `${letter}${k}`);
  const box = together(["box_x", "box_y", "box_width", "box_height"]);
  const pose = together(["pitch", "yaw", "roll"]);
  return {
    image,
    name,
    line,
    points: numbered("x").map((x, k) => [
      number(x),
      number(`y${k}`),
      number(`z${k}`),
    ]),
    box: box && { x: box[0]!, y: box[1]!, width: box[2]!, height: box[3]! },
    pose: pose && { pitch: pose[0]!, yaw: pose[1]!, roll: pose[2]! },
    visibility: together(numbered("v")),
  };
}

function toLandmarks(row: Row, count: number, file: string): Float32Array {
  const place = { file, line: row.line };
  if (row.points.length !== count)
    throw expected(
      `${count} points`,
      `landmarks of ${row.name}`,
      row.points.length,
      place,
    );
  const depths = row.points.map(([, , z = NaN]) => z);
  const known = depths.filter((z) => !Number.isNaN(z));
  const mean = known.reduce((sum, z) => sum + z, 0) / known.length;
  return Float32Array.from(
    row.points.flatMap(([x = NaN, y = NaN], k) => {
      if (Number.isNaN(x) || Number.isNaN(y))
        throw expected("x and y", `point ${k} of ${row.name}`, [x, y], place);
      return [x, y, depths[k]! - mean];
    }),
  );
}

function checkBox({ box, name, line }: Row, file: string): void {
  if (box !== undefined && !(box.width > 0 && box.height > 0))
    throw expected("a positive width and height", `box of ${name}`, box, {
      file,
      line,
    });
}
