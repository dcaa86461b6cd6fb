import { expected } from "@fdhm/errors";
import { type Mat5Array, type Mat5Numbers, readMat5 } from "./mat5.ts";

/** Arrays of one or several MATLAB files that belong together, and where each came from. */
export interface Mat5Fields {
  /** Names of the files, joined, for errors about what none of them has. */
  readonly files: string | undefined;
  /** Each array with the file that holds it. */
  readonly arrays: ReadonlyMap<string, Mat5Field>;
}

/** An array and the file that holds it. */
export interface Mat5Field {
  readonly array: Mat5Array;
  readonly file: string | undefined;
}

/** Numbers of a matrix, column after column. */
export interface Mat5Matrix {
  readonly values: Float32Array;
  readonly columns: number;
}

/**
 * Reads some arrays from several MATLAB 5 files; where two files hold the same, that of the first is taken.
 *
 * @param files - bytes of each file by its name.
 * @param wanted - names of the arrays.
 * @throws RangeError - as {@link readMat5}, naming the file.
 */
export function readMat5Fields(
  files: Readonly<Record<string, Uint8Array>>,
  wanted: readonly string[],
): Mat5Fields {
  const arrays = new Map<string, Mat5Field>();
  for (const [file, bytes] of Object.entries(files))
    for (const [name, array] of readMat5(bytes, file, wanted))
      if (!arrays.has(name)) arrays.set(name, { array, file });
  return { files: Object.keys(files).join(", ") || undefined, arrays };
}

/**
 * Numbers of a row or column, in the type that the file keeps them in.
 *
 * @param length - how many; any number where absent.
 * @throws RangeError where the array is absent, no row or column of that length, or holds a number that is not finite.
 */
export function vector(
  fields: Mat5Fields,
  name: string,
  length?: number,
): Mat5Numbers {
  const { array, file } = field(fields, name);
  const { shape, data } = array;
  const long = shape.filter((edge) => edge !== 1).length <= 1;
  if (!long || (length !== undefined && data.length !== length))
    throw expected(
      length === undefined ? "a row or column" : `${length} x 1 numbers`,
      name,
      new Error(shape.join(" x ")),
      { file },
    );
  checkFinite(data, name, file);
  return data;
}

/**
 * Numbers of a matrix.
 *
 * @param rows - how many.
 * @param columns - how many; any number where absent.
 * @throws RangeError where the array is absent, of another shape, or holds a number that is not finite.
 */
export function matrix(
  fields: Mat5Fields,
  name: string,
  rows: number,
  columns?: number,
): Mat5Matrix {
  const { array, file } = field(fields, name);
  const [height, width] = array.shape;
  if (
    array.shape.length !== 2 ||
    height !== rows ||
    (columns !== undefined && width !== columns)
  )
    throw expected(
      `${rows} x ${columns ?? "N"} numbers`,
      name,
      new Error(array.shape.join(" x ")),
      { file },
    );
  checkFinite(array.data, name, file);
  return { values: singles(array.data), columns: width! };
}

/**
 * Positions in an array of `count` members, which MATLAB counts from 1, counted from 0.
 *
 * @throws RangeError where the array is absent or holds anything but whole numbers from 1 to `count`.
 */
export function indices(
  fields: Mat5Fields,
  name: string,
  count: number,
): Uint32Array {
  const { array, file } = field(fields, name);
  return Uint32Array.from(array.data, (value) => {
    if (!Number.isInteger(value) || value < 1 || value > count)
      throw expected(`whole numbers from 1 to ${count}`, name, value, { file });
    return value - 1;
  });
}

/**
 * An array of any shape and the file that holds it.
 *
 * @throws RangeError where no file has it, naming those that it was looked for in.
 */
export function field(fields: Mat5Fields, name: string): Mat5Field {
  const found = fields.arrays.get(name);
  if (found) return found;
  const others = [...fields.arrays.keys()].join(", ");
  throw expected(
    "an array of numbers",
    name,
    new Error(others ? `only ${others}` : "none"),
    { file: fields.files },
  );
}

/** Without a copy where the file has them so. */
export function singles(numbers: Mat5Numbers): Float32Array {
  return numbers instanceof Float32Array ? numbers : new Float32Array(numbers);
}

/** Models are kept in 32-bit floats, so what is too large for them is refused too. */
function checkFinite(
  numbers: Mat5Numbers,
  name: string,
  file: string | undefined,
): void {
  const wrong = numbers.findIndex(
    (value) => !Number.isFinite(Math.fround(value)),
  );
  if (wrong >= 0)
    throw expected("finite numbers", `${name}(${wrong + 1})`, numbers[wrong], {
      file,
    });
}
