/** Examples with the packages of this repository, as npm would give them to users. */
import {
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { run } from "./shell.mjs";

/** Packs all publishable packages into a folder, as npm would; gives their tarballs by name. */
export async function pack(folder) {
  const tarballs = {};
  for (const name of readdirSync("packages")) {
    const manifest = JSON.parse(
      readFileSync(join("packages", name, "package.json"), "utf8"),
    );
    const { stdout } = await run(
      "npm",
      ["pack", "--json", "--pack-destination", folder, "-w", manifest.name],
      process.cwd(),
    );
    tarballs[manifest.name] = join(folder, JSON.parse(stdout)[0].filename);
  }
  return tarballs;
}

/** A copy of the example in a folder, with the packed packages, which are those that npm would find. */
export async function install(name, folder, tarballs) {
  const at = join(folder, name);
  rmSync(at, { recursive: true, force: true });
  cpSync(join("examples", name), at, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
  // Those that our packages depend on, too: npm knows none of them before they are published.
  const wanted = Object.keys(manifest.dependencies);
  for (const dependency of wanted) {
    if (!(dependency in tarballs)) continue;
    manifest.dependencies[dependency] = `file:${tarballs[dependency]}`;
    const folderOf = dependency.replace("@fdhm/", "packages/");
    const { dependencies = {} } = JSON.parse(
      readFileSync(join(folderOf, "package.json"), "utf8"),
    );
    wanted.push(...Object.keys(dependencies));
  }
  writeFileSync(join(at, "package.json"), JSON.stringify(manifest, null, 2));
  await run("npm", ["install", "--no-audit", "--no-fund"], at);
  return at;
}
