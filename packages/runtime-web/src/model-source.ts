import { expected } from "@fdhm/errors";

/** What is wanted where there is nothing that could be a model, in the words of its refusal. */
export const MODEL =
  "an address, path or bytes, such as fastDhm of @fdhm/model-fast-dhm,";

/** How much of a model has arrived. */
export interface LoadProgress {
  /** Bytes so far. */
  readonly loaded: number;
  /** Bytes in all, where the server says so. */
  readonly total?: number;
  /** Address of the model. */
  readonly file: string;
}

/** How {@link readModel} reads. */
export interface ReadOptions {
  /** Ends the reading early. */
  readonly signal?: AbortSignal | undefined;
  /** Told after every piece that arrives. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** A model file in memory. */
export interface ModelFile {
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** Its address or path; undefined where the bytes were handed in. */
  readonly file: string | undefined;
}

/** What of Node's `fs/promises` is used here; asked for at run time, so that no bundler meets a `node:` import. */
interface FileSystem {
  readFile(
    path: string | URL,
    options: { signal: AbortSignal | undefined },
  ): Promise<Uint8Array>;
}

function fileSystem(): FileSystem | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (id: string) => unknown };
  };
  return process?.getBuiltinModule?.("node:fs/promises") as
    FileSystem | undefined;
}

/**
 * Reads a model's bytes.
 *
 * @param source - the bytes themselves, or where they are. `http:`, `https:`, `data:` and `blob:` addresses are fetched;
 *   `file:` addresses and, in Node, strings without any of these schemes are read from disk; in browsers such strings are
 *   relative to the page.
 * @throws RangeError where the source is of another kind, or cannot be read; the signal's reason where it was aborted.
 */
export async function readModel(
  source: URL | string | ArrayBuffer | Uint8Array,
  { signal, onProgress }: ReadOptions = {},
): Promise<ModelFile> {
  signal?.throwIfAborted();
  if (ArrayBuffer.isView(source))
    return {
      bytes: new Uint8Array(
        source.buffer,
        source.byteOffset,
        source.byteLength,
      ),
      file: undefined,
    };
  if (Object.prototype.toString.call(source) === "[object ArrayBuffer]")
    return { bytes: new Uint8Array(source as ArrayBuffer), file: undefined };
  const file =
    typeof source === "string" ? source : (source as URL | undefined)?.href;
  if (typeof file !== "string" || file === "")
    throw expected(MODEL, "model", source);
  const fetched = /^(https?|data|blob):/i.test(file);
  const disk = fetched ? undefined : fileSystem();
  if (disk === undefined)
    return { bytes: await download(file, signal, onProgress), file };
  const path = /^file:/i.test(file) ? new URL(file) : file;
  try {
    return { bytes: await disk.readFile(path, { signal }), file };
  } catch (cause) {
    signal?.throwIfAborted();
    throw expected("a file that can be read", "model", cause, { file, cause });
  }
}

async function download(
  file: string,
  signal: AbortSignal | undefined,
  onProgress: ReadOptions["onProgress"],
): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(file, signal ? { signal } : {});
  } catch (cause) {
    signal?.throwIfAborted();
    throw expected("an address that answers", "model", cause, { file, cause });
  }
  if (!response.ok)
    throw expected("a file", "model", `HTTP ${response.status}`, { file });
  if (onProgress === undefined || response.body === null)
    return new Uint8Array(await response.arrayBuffer());
  // Of a body that was compressed on the way, the header tells the compressed length.
  const header = response.headers.get("content-encoding")
    ? null
    : response.headers.get("content-length");
  const total = header === null ? {} : { total: Number(header) };
  const pieces: Uint8Array[] = [];
  let loaded = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    loaded += value.length;
    onProgress({ loaded, ...total, file });
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
