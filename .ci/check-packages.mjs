/**
 * Packs every publishable package as npm would and asks publint and attw whether its users can import it.
 *
 *   node .ci/check-packages.mjs
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const run = (command, args) =>
  execFileSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

const folder = mkdtempSync(join(tmpdir(), "packages-"));
let failures = 0;
try {
  for (const name of readdirSync("packages")) {
    const manifest = JSON.parse(
      readFileSync(join("packages", name, "package.json"), "utf8"),
    );
    if (manifest.private) continue;
    const [packed] = JSON.parse(
      run("npm", [
        "pack",
        "--json",
        "--pack-destination",
        folder,
        "-w",
        manifest.name,
      ]),
    );
    const tarball = join(folder, packed.filename);
    const kilobytes = Math.round(packed.unpackedSize / 1000);
    try {
      run("npx", ["publint", "run", tarball, "--strict"]);
      run("npx", ["attw", tarball, "--profile", "esm-only", "--no-emoji"]);
      const stray = packed.files.filter(({ path }) =>
        /\.test\.|tsbuildinfo|\.ts\.snap$/.test(path),
      );
      if (stray.length > 0)
        throw new Error(`packs ${stray.map(({ path }) => path).join(", ")}`);
      if (!packed.files.some(({ path }) => path === "README.md"))
        throw new Error("packs no README.md");
      console.log(
        `ok ${manifest.name} (${packed.files.length} files, ${kilobytes} kB)`,
      );
    } catch (error) {
      failures++;
      console.error(
        `FAILED ${manifest.name}: ${error.stdout ?? ""}${error.stderr ?? ""}${error.message}`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);
