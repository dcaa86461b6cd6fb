/**
 * Draws rendered faces in a real browser and looks at the pixels; on request keeps a sheet of all drawings.
 *
 *   node packages/runtime-web/e2e/draw.mjs [SHEET.png]
 */
/* global draw, renderedFace, OffscreenCanvas */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { launchBrowser } from "../../../.ci/browser.mjs";
import { check, finish, test } from "../../../.ci/checks.mjs";

const browser = await launchBrowser();
if (browser === undefined) process.exit(0);
const cacheDir = mkdtempSync(join(tmpdir(), "fdhm-draw-"));
const server = await createServer({
  root: fileURLToPath(new URL(".", import.meta.url)),
  configFile: false,
  logLevel: "error",
  cacheDir,
  resolve: { conditions: ["@fdhm/source", "module", "browser"] },
  server: { host: "127.0.0.1", port: 0 },
});
try {
  await server.listen();
  const page = await browser.newPage({
    viewport: { width: 2260, height: 660 },
  });
  await page.goto(
    `http://127.0.0.1:${server.httpServer.address().port}/draw.html`,
  );
  await page.waitForFunction(() => "renderedFace" in window);

  await test("draws on canvases of both kinds, and gives their state back", async () => {
    const [changed, same, state] = await page.evaluate(async () => {
      const { image, face, model, fit } = await renderedFace(0.6, true);
      const canvas = document.createElement("canvas");
      const off = new OffscreenCanvas(image.width, image.height);
      canvas.width = image.width;
      canvas.height = image.height;
      const pixels = [canvas, off].map((each) => {
        const context = each.getContext("2d");
        context.putImageData(image, 0, 0);
        context.fillStyle = "#123456";
        draw.drawFit(context, model, fit);
        draw.drawContours(context, face);
        draw.drawPoints(context, face);
        draw.drawVisibility(context, face);
        draw.drawPose(context, face);
        return context.getImageData(0, 0, image.width, image.height).data;
      });
      const [own, its] = pixels;
      return [
        own.filter((value, i) => value !== image.data[i]).length / own.length,
        own.every((value, i) => value === its[i]),
        [off.getContext("2d").fillStyle, off.getContext("2d").globalAlpha],
      ];
    });
    check(changed > 0.1, `${changed} of the numbers changed`);
    check(same, "the two canvases differ");
    check(state.join() === "#123456,1", `left ${state}`);
  });

  await test("puts points where the landmarks are, to the pixel", async () => {
    const off = await page.evaluate(() => {
      const landmarks = new Float32Array(204);
      for (let k = 0; k < 68; k++)
        landmarks.set(
          [20 * (k % 9) + 11, 20 * Math.floor(k / 9) + 14, 0],
          3 * k,
        );
      const context = new OffscreenCanvas(200, 200).getContext("2d");
      draw.drawPoints(context, { landmarks }, { radius: 3, rim: "#0000" });
      const { data } = context.getImageData(0, 0, 200, 200);
      const wrong = [];
      for (let k = 0; k < 68; k++) {
        let sum = 0;
        let x = 0;
        let y = 0;
        for (let dy = -6; dy <= 6; dy++)
          for (let dx = -6; dx <= 6; dx++) {
            const alpha =
              data[
                4 *
                  ((landmarks[3 * k + 1] + dy) * 200 + landmarks[3 * k] + dx) +
                  3
              ];
            sum += alpha;
            x += dx * alpha;
            y += dy * alpha;
          }
        if (sum < 255 || Math.hypot(x, y) / sum > 0.02)
          wrong.push([k, x / sum, y / sum]);
      }
      return wrong;
    });
    check(off.length === 0, `centres of mass off by ${JSON.stringify(off)}`);
  });

  await test("covers the rendered head with its own mesh", async () => {
    const [head, covered, stray] = await page.evaluate(async () => {
      const { image, model, fit } = await renderedFace(-0.7, true);
      const context = new OffscreenCanvas(image.width, image.height).getContext(
        "2d",
      );
      draw.drawFit(context, model, fit);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      let head = 0;
      let covered = 0;
      let stray = 0;
      for (let i = 0; i < data.length; i += 4) {
        const skin = image.data[i] !== 245 || image.data[i + 1] !== 245;
        if (skin) head++;
        if (skin && data[i + 3] > 128) covered++;
        if (!skin && data[i + 3] > 128) stray++;
      }
      return [head, covered, stray];
    });
    check(head > 20_000, `the head has ${head} pixels`);
    check(covered / head > 0.99, `${covered} of ${head} pixels are covered`);
    check(stray / head < 0.01, `${stray} pixels beside the head`);
  });

  const sheet = process.argv[2];
  if (sheet !== undefined) {
    await page.evaluate(async () => {
      document.body.style.margin = "0";
      const rows = [true, false];
      const kinds = [
        (context, { face }) => draw.drawPoints(context, face),
        (context, { face }) =>
          draw.drawContours(context, { landmarks: face.landmarks }),
        (context, { face }) => draw.drawContours(context, face),
        (context, { face }) => draw.drawVisibility(context, face),
        (context, { face }) => draw.drawPose(context, face),
        (context, { vertices, model }) =>
          draw.drawMesh(context, vertices, model.triangles, {
            style: "wireframe",
          }),
        (context, { model, fit }) => draw.drawFit(context, model, fit),
      ];
      const canvas = document.createElement("canvas");
      canvas.width = 320 * kinds.length;
      canvas.height = 320 * rows.length;
      document.body.append(canvas);
      const context = canvas.getContext("2d");
      for (const [row, bright] of rows.entries())
        for (const [column, kind] of kinds.entries()) {
          const rendered = await renderedFace(bright ? 0.75 : -0.3, bright);
          context.putImageData(rendered.image, 320 * column, 320 * row);
          context.save();
          context.translate(320 * column, 320 * row);
          kind(context, rendered);
          context.restore();
        }
    });
    await page.locator("canvas").screenshot({ path: sheet });
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(cacheDir, { recursive: true, force: true });
}
finish();
