import { PNG } from "pngjs";
import type { TextureLevel } from "../texture.ts";

/** What Node adds to the platform: the package itself is compiled without it. */
interface Node {
  readonly Buffer: { from(bytes: Uint8Array): Uint8Array };
}

/** Reads a PNG's colours by another hand than ours. */
export function readPng(file: Uint8Array): TextureLevel {
  const { Buffer } = globalThis as unknown as Node;
  const { width, height, data } = PNG.sync.read(Buffer.from(file));
  return {
    width,
    height,
    data: Uint8Array.from(data.filter((_, i) => i % 4 < 3)),
  };
}
