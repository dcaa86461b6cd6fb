/**
 * Tries the packages as their users get them: installs each example with the packed packages, builds it, and looks whether it
 * finds a rendered face, in pages through Chromium.
 *
 *   node .ci/consumers.mjs [EXAMPLE...]
 *   node .ci/consumers.mjs --keep FOLDER [EXAMPLE...]    leaves the installed examples in the folder
 */
import { execFile, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { launchBrowser } from "./browser.mjs";
import { check, finish, test } from "./checks.mjs";
import { serveFolders } from "./static-server.mjs";
import { writeMedia } from "./test-media.mjs";

const { values, positionals } = parseArgs({
  options: { keep: { type: "string" } },
  allowPositionals: true,
});
const plain = await launchBrowser();
if (plain === undefined) process.exit(0);
const folder =
  values.keep === undefined
    ? mkdtempSync(join(tmpdir(), "fdhm-consumers-"))
    : resolve(values.keep);
mkdirSync(folder, { recursive: true });
const media = await writeMedia(plain, folder);
const camera = await launchBrowser(
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  `--use-file-for-fake-video-capture=${media.y4m}`,
);

const examples = {
  async photo(at) {
    const server = await serveFolders(at);
    await inPage(plain, server.address, async (page) => {
      await page.setInputFiles("input", media.png);
      await says(page, /^1 found$/);
    });
    server.close();
  },

  async webcam(at) {
    await run("npm", ["run", "build"], at);
    const server = await serveFolders(join(at, "dist"));
    const development = await serve(at, ["npx", "vite", "--port", "0"]);
    for (const { address } of [server, development])
      await inPage(camera, address, async (page) => {
        await page.click("button");
        await says(page, /^face 1: -?\d+° to the side/);
      });
    server.close();
    development.close();
  },

  async worker(at) {
    await run("npm", ["run", "build"], at);
    const server = await serveFolders(join(at, "public"), join(at, "dist"));
    await inPage(plain, server.address, async (page) => {
      await page.setInputFiles("input", media.webm);
      await says(page, /^1 found$/);
      check(page.workers().length === 1, `${page.workers().length} workers`);
    });
    server.close();
  },

  async "node-batch"(at) {
    const pictures = join(at, "pictures");
    mkdirSync(pictures);
    cpSync(media.png, join(pictures, "face.png"));
    const good = await run("npm", ["start", "--silent", "--", pictures], at);
    const lines = good.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    check(
      lines.length === 1 && lines[0].landmarks.length === 204,
      good.stdout.slice(0, 500),
    );
    writeFileSync(join(pictures, "broken.png"), "no picture");
    const bad = await run(
      "npm",
      ["start", "--silent", "--", pictures],
      at,
    ).catch((error) => error);
    check(
      bad.code === 1 && /broken\.png: Expected/.test(bad.stderr),
      `${bad.code} ${bad.stderr}`,
    );
    const required = await run(
      "node",
      [
        "-e",
        'const { FaceAligner } = require("@fdhm/runtime-web"); const { fastDhm } = require("@fdhm/model-fast-dhm");' +
          "FaceAligner.load(fastDhm).then((aligner) => console.log(aligner.decoding.inputSize))",
      ],
      at,
    );
    check(required.stdout.trim() === "128", required.stdout);
  },

  async react(at) {
    await run("npm", ["run", "build"], at);
    const server = await serve(at, ["npx", "next", "start", "-p", "0"]);
    await inPage(camera, server.address, async (page) => {
      await page.click("button");
      await says(page, /^1 found$/);
    });
    const post = async (body) => {
      const response = await fetch(`${server.address}/api/landmarks`, {
        method: "POST",
        body,
      });
      return { status: response.status, body: await response.json() };
    };
    const good = await post(readFileSync(media.png));
    check(
      good.status === 200 && good.body[0].landmarks.length === 204,
      JSON.stringify(good).slice(0, 500),
    );
    const bad = await post("no picture");
    check(
      bad.status === 400 && /Expected/.test(bad.body.error),
      JSON.stringify(bad),
    );
    server.close();
  },
};

try {
  const tarballs = await pack();
  for (const name of positionals.length > 0
    ? positionals
    : Object.keys(examples)) {
    const example = examples[name];
    await test(name, async () => {
      check(example !== undefined, `no example is called ${name}`);
      await example(await install(name, tarballs));
    });
  }
} finally {
  await plain.close();
  await camera.close();
  if (values.keep === undefined)
    rmSync(folder, { recursive: true, force: true });
}
finish();

/** Packs all publishable packages as npm would; gives their tarballs by name. */
async function pack() {
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

/** A copy of the example with the packed packages, which are those that npm would find. */
async function install(name, tarballs) {
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

/** As a user's shell: without what Vite sets in this process. */
function environment() {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  delete env.NODE_ENV;
  return env;
}

/** @throws with what the command printed, where it fails. */
async function run(command, args, cwd) {
  try {
    return await promisify(execFile)(command, args, {
      cwd,
      maxBuffer: 1e8,
      env: environment(),
    });
  } catch (error) {
    error.message += `\n${error.stdout}${error.stderr}`.slice(-3000);
    throw error;
  }
}

/** Starts a server that prints its address. */
async function serve(cwd, [command, ...args]) {
  const child = spawn(command, args, {
    cwd,
    detached: true,
    env: environment(),
  });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text) => {
        said += text;
        const found = /http:\/\/localhost:[1-9]\d*/.exec(said);
        if (found) resolve(found[0]);
      });
    child.on("exit", () => reject(new Error(`it ended: ${said}`)));
    setTimeout(() => reject(new Error(`no address: ${said}`)), 60_000).unref();
  });
  return { address, close: () => process.kill(-child.pid) };
}

/** Opens the address, and does not let pass what the page complains of or asks of others. */
async function inPage(browser, address, body) {
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (entry) => {
    if (entry.type() === "error")
      problems.push(`${entry.text()} (${entry.location().url})`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname))
      return;
    if (!["data:", "blob:", "ws:"].includes(protocol))
      problems.push(`asked for ${request.url()}`);
  });
  try {
    await page.goto(address, { waitUntil: "networkidle" });
    await body(page);
    check(problems.length === 0, problems.join("\n"));
  } catch (error) {
    error.message += `\n${problems.join("\n")}`;
    throw error;
  } finally {
    await page.close();
  }
}

/** Waits for the page's status. */
async function says(page, wanted) {
  const status = page.locator("[role=status]");
  for (let tries = 0; tries < 300; tries++) {
    if (wanted.test(await status.innerText())) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`the page says ${await status.innerText()}`);
}
