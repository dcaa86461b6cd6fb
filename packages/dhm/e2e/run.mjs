/**
 * Uses the built packages as their users do, from a plain Node script and from a page that Vite bundled, and compares what
 * comes out:
 *
 *   npm run build && npm run e2e -w @fdhm/dhm
 *
 * (CHROMIUM=/path/to/chromium for one that is not in a usual place; without any, the page is bundled but not opened.)
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";
import { launchBrowser } from "../../../.ci/browser.mjs";
import { check, finish, test } from "../../../.ci/checks.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), "fdhm-e2e-"));
/**
 * Refuses Node's modules in this project's code. (`@gltf-transform/core` names `node:path` in a class for Node that Vite leaves
 * out of the bundle.)
 */
const noNode = {
  name: "no-node",
  enforce: "pre",
  resolveId(id, importer) {
    const own = !importer?.includes("/node_modules/");
    if (own && isBuiltin(id)) throw new Error(`${importer} imports ${id}`);
  },
};

const config = {
  root,
  configFile: false,
  logLevel: "error",
  base: "./",
  plugins: [noNode],
  build: { target: "es2022", outDir, emptyOutDir: false },
};
const host = "127.0.0.1";
let found;

async function testPage(browser) {
  const server = await preview({ ...config, preview: { host, port: 0 } });
  const origin = `http://${host}:${server.httpServer.address().port}`;
  await test("the page draws what Node draws, and asks nobody else", async () => {
    const page = await browser.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(origin) && !/^data:/.test(request.url()))
        problems.push(request.url());
    });
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => "drawFace" in window);
    const drawn = await page.evaluate(() => window.drawFace());
    check(problems.length === 0, problems.join("\n"));
    check(drawn.glb === found.glb, `its .glb has ${drawn.glb} bytes`);
    for (const key of ["picture", "map"]) {
      const off = drawn[key].filter(
        (value, i) => Math.abs(value - found[key][i]) > 2,
      );
      // Another engine may round a sine otherwise, and a pixel on an edge then falls to the other side.
      check(off.length < 20, `${off.length} numbers of the ${key} differ`);
    }
  });
  await server.close();
}

try {
  await test("a plain Node script draws, maps and exports a face", () => {
    const script = `import { drawFace } from ${JSON.stringify(join(root, "draw-face.mjs"))};
      process.stdout.write(JSON.stringify(await drawFace()));`;
    const output = execFileSync(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { encoding: "utf8", maxBuffer: 2 ** 26 },
    );
    found = JSON.parse(output);
    const { picture, map, glb } = found;
    const drawn = picture.filter((value) => value !== 110).length;
    check(drawn > 10_000, `only ${drawn} numbers of the picture are a face`);
    check(map.includes(255), "no landmark reaches the map's peak");
    check(glb > 100_000, `the .glb has only ${glb} bytes`);
  });

  await test("bundles for a browser, without Node's modules", async () => {
    await build(config);
    const assets = join(outDir, "assets");
    const sizes = readdirSync(assets).map((file) => [
      file,
      statSync(join(assets, file)).size,
    ]);
    const code = sizes
      .filter(([file]) => file.endsWith(".js"))
      .reduce((sum, [, size]) => sum + size, 0);
    // Measured: 113 kB, with @gltf-transform/core.
    check(code < 150_000, `${code} bytes of code`);
    check(
      sizes.some(
        ([file, size]) => /^open-face.*\.bin$/.test(file) && size > 1e6,
      ),
      `no model beside the code: ${sizes}`,
    );
  });

  const browser = await launchBrowser();
  if (browser !== undefined)
    await testPage(browser).finally(() => browser.close());
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
finish();
