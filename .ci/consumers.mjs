/**
 * Tries the packages as their users get them: installs each example with the packed packages, builds it, and looks whether it
 * finds a rendered face, in pages through Chromium.
 *
 *   node .ci/consumers.mjs [EXAMPLE...]
 *   node .ci/consumers.mjs --keep FOLDER [EXAMPLE...]    leaves the installed examples in the folder
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "./browser.mjs";
import { check, finish, test } from "./checks.mjs";
import { install, pack } from "./packed-examples.mjs";
import { run, serve, served } from "./shell.mjs";
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

/** A program of CommonJS that loads the model. */
const REQUIRE = `
  const { fastDhm } = require("@fdhm/model-fast-dhm");
  const { FaceAligner } = require("@fdhm/runtime-web");
  FaceAligner.load(fastDhm).then((aligner) => console.log(aligner.decoding.inputSize));
`;

const examples = {
  async photo(at) {
    await served(serveFolders(at), (address) =>
      inPage(plain, address, async (page) => {
        await page.setInputFiles("input", media.png);
        await says(page, /^1 found$/);
      }),
    );
  },

  async webcam(at) {
    await run("npm", ["run", "build"], at);
    for (const start of [
      () => serveFolders(join(at, "dist")),
      () => serve(at, ["npx", "vite", "--port", "0"]),
    ])
      await served(start(), (address) =>
        inPage(camera, address, async (page) => {
          await page.click("button");
          await says(page, /^face 1: -?\d+° to the side/);
        }),
      );
  },

  async worker(at) {
    await run("npm", ["run", "build"], at);
    const folders = [join(at, "public"), join(at, "dist")];
    await served(serveFolders(...folders), (address) =>
      inPage(plain, address, async (page) => {
        await page.setInputFiles("input", media.webm);
        await says(page, /^1 found$/);
        check(page.workers().length === 1, `${page.workers().length} workers`);
      }),
    );
  },

  async "node-batch"(at) {
    const pictures = join(at, "pictures");
    mkdirSync(pictures);
    cpSync(media.png, join(pictures, "face.png"));
    const batch = ["start", "--silent", "--", pictures];
    const good = await run("npm", batch, at);
    const lines = good.stdout.trim().split("\n");
    check(
      lines.length === 1 && JSON.parse(lines[0]).landmarks.length === 204,
      good.stdout.slice(0, 500),
    );
    writeFileSync(join(pictures, "broken.png"), "no picture");
    const bad = await run("npm", batch, at).catch((error) => error);
    check(
      bad.code === 1 && /broken\.png: Expected/.test(bad.stderr),
      `${bad.code} ${bad.stderr}`,
    );
    const required = await run("node", ["-e", REQUIRE], at);
    check(required.stdout.trim() === "128", required.stdout);
  },

  async react(at) {
    await run("npm", ["run", "build"], at);
    const server = serve(at, ["npx", "next", "start", "-p", "0"]);
    await served(server, async (address) => {
      await inPage(camera, address, async (page) => {
        await page.click("button");
        await says(page, /^1 found$/);
      });
      const post = (body) =>
        fetch(`${address}/api/landmarks`, { method: "POST", body });
      const good = await post(readFileSync(media.png));
      const [face] = await good.json();
      check(face.landmarks.length === 204, JSON.stringify(face));
      const bad = await post("no picture");
      const { error } = await bad.json();
      check(bad.status === 400 && /Expected/.test(error), error);
    });
  },
};

try {
  const tarballs = await pack(folder);
  for (const name of positionals.length > 0
    ? positionals
    : Object.keys(examples)) {
    const example = examples[name];
    await test(name, async () => {
      check(example !== undefined, `no example is called ${name}`);
      await example(await install(name, folder, tarballs));
    });
  }
} finally {
  await plain.close();
  await camera.close();
  if (values.keep === undefined)
    rmSync(folder, { recursive: true, force: true });
}
finish();

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
