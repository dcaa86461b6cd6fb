import { expected } from "@fdhm/errors";
import { complaint } from "./complaint.ts";
import { sourceSchema, type SourceConfig } from "./source.ts";

/**
 * Fills in a source's defaults.
 *
 * @param value - keys of a source.
 * @param name - where they come from, for errors.
 * @throws RangeError naming every key or value at fault.
 */
export function checkSource(value: object, name: string): SourceConfig {
  const result = sourceSchema.safeParse(value);
  if (result.success) return result.data;
  throw expected(
    "a set of faces",
    name,
    complaint(result.error, sourceSchema),
    { cause: result.error },
  );
}
