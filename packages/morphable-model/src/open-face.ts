/**
 * The embedded open face model, apart from the rest so that bundlers bring its file along only for those who ask for it.
 * @packageDocumentation
 */
import { expected } from "@fdhm/errors";
import { readMorphableModel } from "./model-file.ts";
import { type MorphableModel } from "./morphable-model.ts";

export { openFaceExpressions } from "./open-face-expressions.ts";

let loading: Promise<MorphableModel> | undefined;

/**
 * The embedded open face model: 199 identity and 29 expression modes of a whole head with eyes, in millimetres, with skins.
 * Made from MakeHuman's CC0 base mesh and targets (see NOTICE). Modes are premultiplied by their deviation: coefficients are
 * standard normal. The origin is the centre of the mean face's 68 landmarks.
 *
 * The file lies beside the code (1.9 MB): Node reads it, browsers fetch it from where the bundler put it. It is read once;
 * all callers share the model and must not write into it.
 *
 * @throws RangeError - where the file is missing or damaged; the next call tries again.
 */
export function loadOpenFace(): Promise<MorphableModel> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<MorphableModel> {
  // Bundlers look for exactly this expression and bring the file along.
  const address = new URL("../assets/open-face.bin", import.meta.url);
  return readMorphableModel(await bytesAt(address), address.href);
}

async function bytesAt(address: URL): Promise<Uint8Array> {
  const file = address.href;
  if (address.protocol === "file:") {
    const files =
      typeof process === "undefined"
        ? undefined
        : process.getBuiltinModule?.("node:fs");
    if (files === undefined)
      throw expected(
        "Node 20.16 or later, or a page served over http",
        "open face model",
        file,
      );
    return files.promises.readFile(address).catch((cause: unknown) => {
      throw expected("a file", "open face model", cause, { file, cause });
    });
  }
  const response = await fetch(address);
  if (!response.ok)
    throw expected("a file", "open face model", `status ${response.status}`, {
      file,
    });
  return new Uint8Array(await response.arrayBuffer());
}
