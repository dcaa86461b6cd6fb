import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expected } from "@fdhm/errors";
import { KNOWN_PEERS } from "../peers/known-peers.ts";

/** The workspace's packages. */
const PACKAGES = fileURLToPath(
  new URL("../../../../packages", import.meta.url),
);

/** The ONNX files of every package that is called `model-*`, by name. */
export async function shippedModels(): Promise<string[]> {
  const packages = (await readdir(PACKAGES)).filter((name) =>
    name.startsWith("model-"),
  );
  const files = await Promise.all(
    packages.sort().map(async (name) => {
      const folder = join(PACKAGES, name);
      return (await readdir(folder))
        .filter((file) => file.endsWith(".onnx"))
        .sort((a, b) => a.length - b.length)
        .map((file) => join(folder, file));
    }),
  );
  return files.flat();
}

/** Models of others that are there, and those that are not. */
export interface FoundPeers {
  /** Paths. */
  readonly paths: readonly string[];
  /** Files that have an adapter but do not lie in the folder. */
  readonly missing: readonly string[];
}

/**
 * Looks for the models that have an adapter.
 *
 * @param folder - where they lie; nothing is found in a folder that is not there, unless it was asked for.
 * @param asked - whether the person named the folder.
 * @throws RangeError where a folder that the person named cannot be read.
 */
export async function findPeers(
  folder: string,
  asked: boolean,
): Promise<FoundPeers> {
  if (asked)
    await access(folder).catch((cause: unknown) => {
      throw expected("a folder that can be read", "--peers", cause, {
        file: folder,
        cause,
      });
    });
  const paths: string[] = [];
  const missing: string[] = [];
  for (const { file } of KNOWN_PEERS) {
    const path = join(folder, file);
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      paths.push(path);
    else missing.push(file);
  }
  return { paths, missing };
}
