import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** What the service worker does not fetch before it is asked for: WebGPU's runtime, 27 MB, which few can use. */
const ON_DEMAND = /asyncify.*\.wasm$/;

export default defineConfig({
  // Relative, so that the folder works under any path of any server.
  base: "./",
  worker: { format: "es" },
  plugins: [policyOfBuiltPage(), listFiles()],
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    // The runtime's own; nothing here is larger than it must be.
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: {
        index: fileURLToPath(new URL("index.html", import.meta.url)),
        "service-worker": fileURLToPath(
          new URL("src/offline/service-worker.ts", import.meta.url),
        ),
      },
      output: {
        // A service worker keeps its address, or it could never be replaced.
        entryFileNames: ({ name }) =>
          name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js",
      },
    },
  },
});

/** The development server adds styles and scripts to the page, which its policy forbids; the built page keeps it. */
function policyOfBuiltPage() {
  return {
    name: "policy-of-built-page",
    apply: "serve",
    transformIndexHtml: (html) =>
      html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
  };
}

/** Tells the service worker which files the page consists of, and a name for this version of them. */
function listFiles() {
  return {
    name: "list-files",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((file) => file !== "service-worker.js" && !ON_DEMAND.test(file))
        .sort();
      const version = createHash("sha256");
      for (const file of files) {
        const { code, source } = bundle[file];
        version.update(file).update(code ?? source);
      }
      const worker = bundle["service-worker.js"];
      const written = {
        FILES: JSON.stringify(files),
        VERSION: version.digest("hex"),
      };
      for (const [name, text] of Object.entries(written)) {
        // Minified, they may stand in other quotes.
        const place = new RegExp(`(["'\`])%${name}%\\1`);
        if (!place.test(worker.code))
          this.error(`service-worker.ts has no "%${name}%"`);
        worker.code = worker.code.replace(place, () => JSON.stringify(text));
      }
    },
  };
}
