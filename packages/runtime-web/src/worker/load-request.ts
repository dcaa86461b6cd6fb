import { expected } from "@fdhm/errors";
import type { WorkerLoadOptions } from "./worker-aligner.ts";
import { MODEL } from "../model-source.ts";
import type { LoadRequest } from "./messages.ts";

/**
 * What the worker is told to load. Addresses are made absolute, since a worker's own begin at its script; bytes are copied
 * once, so that the caller keeps his.
 *
 * @throws RangeError where the model is neither bytes nor an address.
 */
export function loadRequest(
  model: URL | string | ArrayBuffer | Uint8Array,
  { wasmUrl, wasmBinary, onProgress }: WorkerLoadOptions,
): { request: LoadRequest; transfer: Transferable[] } {
  const bytes = copyOf(model);
  const binary = copyOf(wasmBinary);
  return {
    request: {
      kind: "load",
      model: bytes ?? absolute(model as URL | string, "model", MODEL),
      wasmUrl:
        wasmUrl === undefined
          ? undefined
          : absolute(wasmUrl, "wasmUrl", "an address"),
      wasmBinary: binary,
      progress: onProgress !== undefined,
    },
    transfer: [bytes, binary].flatMap((part) => (part ? [part.buffer] : [])),
  };
}

function copyOf(source: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (ArrayBuffer.isView(source))
    return new Uint8Array(
      new Uint8Array(source.buffer, source.byteOffset, source.byteLength),
    );
  return Object.prototype.toString.call(source) === "[object ArrayBuffer]"
    ? new Uint8Array((source as ArrayBuffer).slice(0))
    : undefined;
}

function absolute(address: URL | string, name: string, wanted: string): string {
  const text =
    typeof address === "string" ? address : (address as URL | null)?.href;
  if (typeof text !== "string" || text === "")
    throw expected(wanted, name, address);
  try {
    return new URL(text, base()).href;
  } catch (cause) {
    throw expected("an address", name, text, { cause });
  }
}

function base(): string | undefined {
  const { document, location } = globalThis as Partial<typeof globalThis>;
  return document?.baseURI ?? location?.href;
}
