import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import type { SourceConfig } from "../config/schema.ts";

/** Seed of the rendered faces that no training configuration of the project uses. */
const HELD_OUT_SEED = 1_000_003;

const ROLES = ["score", "tune", "helen"] as const;

/** A benchmark's faces to report (default), to tune on, or the near-frontal ones beside them. */
type Role = (typeof ROLES)[number];

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}

/**
 * Reads what `--data` names: a folder with a `labels.json`, a folder of `.pts` files, or `rendered[:COUNT[:SEED]]` for
 * faces of the embedded model.
 *
 * @param role - which faces of a folder with a `labels.json`: `score`, `tune` or `helen`.
 * @throws RangeError where it is none of these.
 */
export async function parseSet(
  text: string,
  role = "score",
): Promise<SourceConfig> {
  if (!isRole(role))
    throw expected(`one of ${ROLES.join(", ")}`, "--role", role);
  const rendered = /^rendered(?::(\d+))?(?::(\d+))?$/.exec(text);
  if (rendered) {
    const count = Number(rendered[1] ?? 300);
    if (count === 0) throw expected("at least one face", "--data", text);
    return {
      kind: "rendered",
      count,
      seed: Number(rendered[2] ?? HELD_OUT_SEED),
      size: 256,
      weight: 1,
    };
  }
  const found = await stat(text).catch(() => undefined);
  if (!found?.isDirectory())
    throw expected("a folder, or rendered[:COUNT[:SEED]]", "--data", text);
  const labels = await stat(join(text, "labels.json")).catch(() => undefined);
  return labels
    ? { kind: "benchmark", path: text, role }
    : { kind: "pts", path: text };
}
