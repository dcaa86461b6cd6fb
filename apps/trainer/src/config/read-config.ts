import { readFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";
import { parse } from "yaml";
import { complaint } from "./complaint.ts";
import { runConfigSchema, type AskedConfig } from "./schema.ts";

/** Sets `tree.a.b = value` for `a.b=value`, where the value is read as YAML and none takes the key away; numbers in the path index lists. */
function override(tree: unknown, assignment: string): void {
  const equals = assignment.indexOf("=");
  if (equals <= 0) throw expected("key.path=value", "--set", assignment);
  const path = assignment.slice(0, equals).split(".");
  const last = path.pop()!;
  let node = tree as Record<string, unknown>;
  for (const key of path) {
    if (typeof node[key] !== "object" || node[key] === null) node[key] = {};
    node = node[key] as Record<string, unknown>;
  }
  const value: unknown = parse(assignment.slice(equals + 1));
  if (value === null) delete node[last];
  else node[last] = value;
}

/** Replaces `${NAME}` in every string by the environment variable. */
function expand(node: unknown, file: string): unknown {
  if (typeof node === "string")
    return node.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const value = process.env[name];
      if (value === undefined)
        throw expected(`environment variable ${name}`, node, "none", { file });
      return value;
    });
  if (Array.isArray(node)) return node.map((item) => expand(item, file));
  if (typeof node === "object" && node !== null)
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, expand(value, file)]),
    );
  return node;
}

/**
 * Reads and checks a run's configuration.
 *
 * @param file - YAML or JSON; a YAML mapping may take over another's keys (`<<: *name`).
 * @param overrides - `a.b=c` each, applied before checking.
 * @throws RangeError naming the file and every key at fault, with the nearest known key for an unknown one.
 */
export async function readConfig(
  file: string,
  overrides: readonly string[] = [],
): Promise<AskedConfig> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw expected("a readable file", "--config", cause, { file, cause });
  }
  let tree: unknown;
  try {
    tree = parse(text, { merge: true });
  } catch (cause) {
    throw expected("YAML", "configuration", cause, { file, cause });
  }
  if (typeof tree !== "object" || tree === null)
    throw expected("keys and values", "configuration", tree, { file });
  for (const assignment of overrides) override(tree, assignment);
  const result = runConfigSchema.safeParse(expand(tree, file));
  if (!result.success)
    throw expected(
      "known keys with values in range",
      "configuration",
      complaint(result.error, runConfigSchema),
      { file, cause: result.error },
    );
  return result.data;
}
