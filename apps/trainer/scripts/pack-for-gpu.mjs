/**
 * Packs all that a training on another machine needs, which has a GPU and need have neither network nor Node: Node itself, the trainer, what it is
 * made of, packs of faces and a configuration. Unpacked, `./run.sh` trains.
 *
 *   npm run build
 *   node apps/trainer/scripts/pack-for-gpu.mjs --config C.yaml [--pack F.pack]... [--vulkan libvulkan.so.1] --out F.tar.xz|FOLDER
 *
 * The configuration names packs by `path: data/F.pack`. The other machine is of this one's kind (Linux and architecture), has glibc 2.34 and the GPU's
 * driver; a Vulkan loader is packed where one is found here and used where none is found there. Exit status 1: the archive is more than 60 MiB.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { expected } from "@fdhm/errors";
import { readConfig } from "../dist/config/read-config.js";

const MOST = 60 * 2 ** 20;
const TRAINER = fileURLToPath(new URL("..", import.meta.url));
/** Loaded by name, so that no package.json that is followed tells them. */
const BACKENDS = ["webgpu", "@tensorflow/tfjs-backend-webgpu"];
/** Of a package with many builds, what the trainer loads. */
const ONLY = [
  [/^@tensorflow\//, /^dist\/tf[-a-z]*\.node\.js$|\.wasm$/],
  [
    /^onnxruntime-web$/,
    /^dist\/(ort\.wasm\.bundle\.min\.mjs|ort-wasm-simd-threaded\.(mjs|wasm))$/,
  ],
  [
    /^webgpu$/,
    new RegExp(`^index.js$|^dist/${process.platform}-${process.arch}/`),
  ],
  [/^@fdhm\//, /^(dist|assets|configs)\/|\.onnx$/],
];
const NEVER =
  /\.map$|\.d\.[cm]?ts$|\.tsx?$|\.test\.|\.md$|\.tsbuildinfo$|(^|\/)(test|tests|docs|example|examples|node_modules)\//i;
/** What starts it there. */
const RUN = `#!/bin/sh
# Trains: ./run.sh, again to go on. Other commands of the trainer: ./run.sh evaluate --model ... and so on.
# A GPU that is not found: Dawn needs the driver's Vulkan part (in containers of NVIDIA's NVIDIA_DRIVER_CAPABILITIES=all) and its
# description in /usr/share/vulkan/icd.d, /etc/vulkan/icd.d or where VK_DRIVER_FILES says.
cd "$(dirname "$0")" || exit 1
# The system's own loader is the better one.
if ! /sbin/ldconfig -p 2>/dev/null | grep -q 'libvulkan\\.so\\.1 '; then
  export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$PWD/lib"
fi
[ $# -gt 0 ] || set -- train --config config.yaml --backend webgpu
exec ./node node_modules/@fdhm/trainer/dist/cli.js "$@"
`;
/** Types alone. */
const TYPES = /^@types\/|^@webgpu\/types$/;

const { values: options } = parseArgs({
  options: {
    config: { type: "string" },
    pack: { type: "string", multiple: true, default: [] },
    vulkan: { type: "string" },
    out: { type: "string" },
  },
});

try {
  await main();
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main() {
  const { config, pack: packs, out } = options;
  if (config === undefined) throw expected("a YAML file", "--config", "none");
  if (out === undefined) throw expected("a place to write", "--out", "none");
  if (existsSync(out)) throw expected("nothing there yet", "--out", out);
  await checkConfig(config, packs);
  const beside = mkdtempSync(join(tmpdir(), "fdhm-"));
  const folder = join(beside, "fdhm-gpu");
  try {
    fill(folder, config, packs);
    if (!/\.tar\.xz$/.test(out)) {
      cpSync(folder, `${out}.part`, { recursive: true });
      renameSync(`${out}.part`, out);
      process.stdout.write(`${out}/run.sh trains.\n`);
      return;
    }
    const archive = resolve(out);
    execFileSync("tar", ["-cJf", `${archive}.part`, "-C", beside, "fdhm-gpu"], {
      env: { ...process.env, XZ_OPT: "-7 -T1" },
    });
    renameSync(`${archive}.part`, archive);
    const { size } = statSync(archive);
    process.stdout.write(
      `${out}: ${(size / 2 ** 20).toFixed(1)} MiB. There: tar -xJf ${basename(out)} && fdhm-gpu/run.sh\n`,
    );
    if (size > MOST)
      throw expected("at most 60 MiB", "archive", `${size} bytes`, {
        file: out,
      });
  } finally {
    rmSync(beside, { recursive: true });
  }
}

/** Refuses a configuration that would not find its packs there. */
async function checkConfig(file, packs) {
  for (const pack of packs)
    if (!existsSync(pack))
      throw expected("a file", "--pack", "none", { file: pack });
  const carried = packs.map((pack) => `data/${basename(pack)}`);
  const { data } = await readConfig(file);
  const look = (node) => {
    if (typeof node !== "object" || node === null) return;
    if (typeof node.path === "string" && !carried.includes(node.path))
      throw expected(
        `one of the packs (${carried.join(", ") || "none given"}) or faces that are drawn`,
        "data",
        node.path,
        { file },
      );
    Object.values(node).forEach(look);
  };
  look(data);
}

function fill(folder, config, packs) {
  for (const [name, from] of packages()) copyPackage(name, from, folder);
  mkdirSync(join(folder, "data"));
  for (const pack of packs)
    copyFileSync(pack, join(folder, "data", basename(pack)));
  copyFileSync(config, join(folder, "config.yaml"));
  copyFileSync(process.execPath, join(folder, "node"));
  chmodSync(join(folder, "node"), 0o755);
  const loader = options.vulkan ?? vulkanLoader();
  mkdirSync(join(folder, "lib"));
  if (loader) copyFileSync(loader, join(folder, "lib/libvulkan.so.1"));
  writeFileSync(join(folder, "run.sh"), RUN, { mode: 0o755 });
}

/** The trainer and all packages that it is made of: places below a `node_modules`, and folders. */
function packages() {
  const folders = new Map();
  const places = new Map();
  const follow = (name, from) => {
    // Optional ones of other systems are not installed.
    const at = TYPES.test(name) ? undefined : holderOf(name, from);
    if (at === undefined) return;
    const folder = realpathSync(join(at, "node_modules", name));
    if (places.has(folder)) return;
    const place = places.has(at)
      ? `${places.get(at)}/node_modules/${name}`
      : name;
    places.set(folder, place);
    folders.set(place, folder);
    const { dependencies, optionalDependencies } = manifest(folder);
    for (const next of Object.keys({
      ...dependencies,
      ...optionalDependencies,
    }))
      follow(next, folder);
  };
  follow("@fdhm/trainer", TRAINER);
  for (const name of BACKENDS) follow(name, TRAINER);
  return folders;
}

/** The folder whose `node_modules` Node would find a package in. */
function holderOf(name, from) {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, "node_modules", name, "package.json"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

function manifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

function copyPackage(place, from, folder) {
  const { name, main } = manifest(from);
  const only = ONLY.find(([names]) => names.test(name))?.[1];
  const isWanted = (file) =>
    file === "package.json" ||
    /^(LICENSE|NOTICE)/i.test(file) ||
    (!NEVER.test(file) &&
      (only === undefined || only.test(file) || file === main));
  for (const entry of readdirSync(from, {
    recursive: true,
    withFileTypes: true,
  })) {
    const file = relative(from, join(entry.parentPath, entry.name));
    if (!entry.isFile() || !isWanted(file)) continue;
    const to = join(folder, "node_modules", place, file);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(from, file), to);
  }
}

/** The system's Vulkan loader, or the one that Chromium brings along. */
function vulkanLoader() {
  const libraries = spawnSync("ldconfig", ["-p"], { encoding: "utf8" }).stdout;
  const [, system] = /libvulkan\.so\.1 .*=> (.*)/.exec(libraries ?? "") ?? [];
  return [system, "/usr/lib/chromium/libvulkan.so.1"].find(
    (file) => file && existsSync(file),
  );
}
