/**
 * Compiles assembly/kernels.ts and writes the module as base64 to src/kernels/kernels.wasm.ts:
 * `npm run kernels -w @fdhm/networks`. With --check it writes nothing and fails if the file differs.
 */
import { readFile, writeFile } from "node:fs/promises";
import {
  compileKernels,
  kernelsSource,
} from "../../../scripts/compile-kernels.mjs";

const target = new URL("../src/kernels/kernels.wasm.ts", import.meta.url);
const source = kernelsSource(
  "KERNELS_WASM",
  await compileKernels("networks", "kernels.ts"),
);
if (process.argv.includes("--check")) {
  if ((await readFile(target, "utf8")) !== source) {
    console.error(
      "src/kernels/kernels.wasm.ts is not what assembly/ compiles to",
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(target, source);
}
