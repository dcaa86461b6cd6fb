import { readFile } from "node:fs/promises";
import { z } from "zod";
import { expected } from "@fdhm/errors";

/**
 * Reads a JSON file and checks its shape.
 *
 * @param name - what the file is, for error sentences.
 * @throws RangeError naming the file, and the first place in it that departs from the schema.
 */
export async function readJson<T>(
  path: string,
  name: string,
  schema: z.ZodType<T>,
): Promise<T> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw expected("readable JSON", name, cause, { file: path, cause });
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const first = result.error.issues[0]!;
  const place = first.path.map(String).join(".") || "the whole file";
  throw expected(
    "the documented shape",
    `${name} at ${place}`,
    new Error(first.message),
    { file: path, cause: result.error },
  );
}
