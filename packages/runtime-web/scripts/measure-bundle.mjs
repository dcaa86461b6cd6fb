/**
 * What each entry of the package weighs in a page: minified by Vite, gzipped, without onnxruntime-web.
 *
 *   node packages/runtime-web/scripts/measure-bundle.mjs
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = new URL("../", import.meta.url);
const { exports } = JSON.parse(
  readFileSync(new URL("package.json", root), "utf8"),
);
for (const [name, target] of Object.entries(exports)) {
  const source = target["@fdhm/source"];
  if (source === undefined) continue;
  const { output } = await build({
    root: fileURLToPath(root),
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["@fdhm/source", "module", "browser"] },
    worker: { format: "es", rollupOptions: { external: /^onnxruntime-/ } },
    build: {
      write: false,
      target: "es2022",
      rollupOptions: {
        input: fileURLToPath(new URL(source, root)),
        preserveEntrySignatures: "strict",
        external: /^onnxruntime-/,
      },
    },
  });
  for (const { fileName, code, source: asset } of output)
    console.log(
      `${name.padEnd(12)} ${(gzipSync(code ?? asset).length / 1000).toFixed(1).padStart(6)} kB  ${fileName}`,
    );
}
