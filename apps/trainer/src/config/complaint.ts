import { z } from "zod";
import { nearest } from "./nearest.ts";

/**
 * Says what a schema refused, in one line: each value at fault by its path, each unknown key with the nearest known one.
 *
 * @param schema - what the value was checked against; its keys are the known ones.
 * @returns an error to be quoted by another.
 */
export function complaint(error: z.ZodError, schema: z.ZodType): Error {
  const lines = error.issues.map((issue) => {
    if (issue.code !== "unrecognized_keys")
      return `${issue.path.join(".") || "the whole"}: ${issue.message}`;
    return issue.keys
      .map((key) => {
        const close = nearest(key, knownKeys(z.toJSONSchema(schema)));
        const path = [...issue.path, key].join(".");
        return `unknown key ${path}${close === undefined ? "" : `; did you mean "${close}"?`}`;
      })
      .join("; ");
  });
  return new Error(lines.join("; "));
}

/** Every key that a JSON schema knows, at any depth. */
function knownKeys(schema: unknown, keys = new Set<string>()): Set<string> {
  if (typeof schema === "object" && schema !== null)
    for (const [key, value] of Object.entries(schema)) {
      if (key === "properties")
        for (const name of Object.keys(value as object)) keys.add(name);
      knownKeys(value, keys);
    }
  return keys;
}
