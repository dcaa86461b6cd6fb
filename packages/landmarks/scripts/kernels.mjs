/**
 * Compiles assembly/crop.ts and writes the module as base64 to src/crop-kernels.wasm.ts:
 * `npm run kernels -w @fdhm/landmarks`.
 */
import { writeFile } from "node:fs/promises";
import {
  compileKernels,
  kernelsSource,
} from "../../../scripts/compile-kernels.mjs";

await writeFile(
  new URL("../src/crop-kernels.wasm.ts", import.meta.url),
  kernelsSource("CROP_WASM", await compileKernels("landmarks", "crop.ts")),
);
