import { expect } from "@jest/globals";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** What Node adds to the platform: the package itself is compiled without it. */
interface Node {
  readonly process: {
    readonly env: Record<string, string | undefined>;
    getBuiltinModule(id: "node:fs"): {
      mkdirSync(path: string, options: { recursive: true }): void;
      readFileSync(path: string): Uint8Array;
      writeFileSync(path: string, content: Uint8Array): void;
    };
  };
}

/** Of pixelmatch's scale from 0 to 1: a step or two of a byte, as another machine's rounding may give. */
const THRESHOLD = 0.01;

const { process } = globalThis as unknown as Node;
const { mkdirSync, readFileSync, writeFileSync } =
  process.getBuiltinModule("node:fs");
const { url } = import.meta as unknown as { url: string };
const folder = decodeURI(url)
  .slice("file://".length)
  .replace(/testing\/[^/]*$/, "golden");

/**
 * Compares a picture with the one that is kept in `src/golden`. `npm run golden` keeps what is drawn instead: look at it
 * before it is committed.
 *
 * @param name - of the file, without its ending.
 * @param rgb - `3 * width * height` bytes.
 */
export function expectGolden(
  name: string,
  rgb: ArrayLike<number>,
  width: number,
  height: number,
): void {
  expect(rgb.length).toBe(3 * width * height);
  const data = Uint8Array.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : rgb[3 * (i >> 2) + (i % 4)]!,
  );
  const path = `${folder}/${name}.png`;
  if (process.env["UPDATE_GOLDEN"]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, PNG.sync.write({ width, height, data }));
  }
  const golden = PNG.sync.read(readFileSync(path));
  expect([golden.width, golden.height]).toEqual([width, height]);
  const options = { threshold: THRESHOLD, includeAA: true };
  expect(pixelmatch(golden.data, data, undefined, width, height, options)).toBe(
    0,
  );
}
