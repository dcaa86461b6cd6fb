/**
 * Drives the built page in a real browser, as it is served to people; on request keeps a picture of it.
 *
 *   node apps/demo/e2e/run.mjs [PICTURE.jpg]     (after npx nx build @fdhm/demo)
 */
/* global getComputedStyle, Blob, MediaRecorder */
import { fileURLToPath } from "node:url";
import { preview } from "vite";
import { launchBrowser } from "../../../.ci/browser.mjs";
import { check, finish, test } from "../../../.ci/checks.mjs";

const browser = await launchBrowser(
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--host-resolver-rules=MAP demo.test 127.0.0.1",
);
if (browser === undefined) process.exit(0);
const server = await preview({
  root: fileURLToPath(new URL("..", import.meta.url)),
  logLevel: "error",
  preview: { host: "127.0.0.1", port: 0, allowedHosts: ["demo.test"] },
});
const { port } = server.httpServer.address();
const address = `http://127.0.0.1:${port}/`;
/** The same over plain http from another computer, for all that the browser knows. */
const unsafe = `http://demo.test:${port}/`;

/** Opens the page, and keeps what it complains of and whom it asks. */
async function open(options = {}, prepare = async () => {}, where = address) {
  const context = await browser.newContext({
    viewport: { width: 1024, height: 720 },
    colorScheme: "light",
    // Fetches all files once more; only what is about it waits for that.
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (entry) => {
    if (entry.type() === "error") problems.push(entry.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(blob|data):/.test(url))
      problems.push(`asked for ${url}`);
  });
  await prepare(context, page);
  await page.goto(where);
  return { context, page, problems };
}

const read = (page, name) =>
  page.locator(`[data-reading="${name}"]`).textContent();

/** Waits for a face with this score. */
async function face(page, score = 0.6) {
  await page.waitForFunction(
    (least) =>
      Number(document.querySelector('[data-reading="score"]').textContent) >
      least,
    score,
  );
}

const says = (page, words) =>
  page.locator("#state", { hasText: words }).waitFor();

const explains = async (page, words) => {
  await page.locator("#trouble", { hasText: words }).waitFor();
  check((await read(page, "score")) === "–", "a score without a picture");
};

const backend = (page, name) => page.locator("#backend").selectOption(name);

/** What the page shows without its own drawings, as a PNG. */
async function stagePng(page) {
  for (const layer of ["contours", "points"])
    await page.locator(`input[name="${layer}"]`).uncheck();
  const address = await page.evaluate(() =>
    document.getElementById("stage").toDataURL("image/png"),
  );
  for (const layer of ["contours", "points"])
    await page.locator(`input[name="${layer}"]`).check();
  return Buffer.from(address.split(",")[1], "base64");
}

try {
  let png;
  const { context, page, problems } = await open({ serviceWorkers: "allow" });

  await test("shows the rendered face with landmarks within seconds", async () => {
    const began = performance.now();
    await face(page);
    const seconds = (performance.now() - began) / 1000;
    check(seconds < 10, `took ${seconds} s`);
    await says(page, "Following one face");
  });

  await test("tells numbers that belong to a face", async () => {
    await page.waitForFunction(
      () => document.querySelector('[data-reading="rate"]').textContent !== "–",
    );
    const numbers = {};
    for (const name of ["rate", "stage", "right-eye", "mouth", "blinks"])
      numbers[name] = Number(await read(page, name));
    const { rate, stage, mouth, blinks } = numbers;
    check(
      rate > 0 &&
        rate < 70 &&
        stage > 0 &&
        numbers["right-eye"] > 0.1 &&
        mouth >= 0 &&
        mouth < 0.6 &&
        blinks >= 0,
      JSON.stringify(numbers),
    );
    const yaws = [];
    for (let i = 0; i < 4; i++) {
      yaws.push(parseInt((await read(page, "yaw")).replace("−", "-"), 10));
      await page.waitForTimeout(500);
    }
    check(new Set(yaws).size > 2, `yaw ${yaws}`);
  });

  await test("stops and goes on", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    await page.waitForTimeout(400);
    png = await stagePng(page);
    await page.waitForTimeout(400);
    check(png.equals(await stagePng(page)), "the picture moved");
    await page.getByRole("button", { name: "Play" }).click();
    await page.waitForTimeout(600);
    check(!png.equals(await stagePng(page)), "the picture stands still");
  });

  await test("draws each layer and leaves it out again", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    await page.waitForTimeout(300);
    const pixels = () =>
      page.evaluate(() => document.getElementById("stage").toDataURL());
    const seen = new Set([await pixels()]);
    for (const layer of ["visibility", "pose"]) {
      await page.locator(`input[name="${layer}"]`).check();
      seen.add(await pixels());
    }
    check(seen.size === 3, `${seen.size} different pictures`);
    for (const layer of ["visibility", "pose"])
      await page.locator(`input[name="${layer}"]`).uncheck();
    check(seen.has(await pixels()), "not what it was");
    await page.getByRole("button", { name: "Play" }).click();
  });

  await test("finds the face in a picture", async () => {
    await page
      .locator("#picture-file")
      .setInputFiles({ name: "face.png", mimeType: "image/png", buffer: png });
    await says(page, "Found one face");
    await face(page, 0.9);
    check(Number(await read(page, "stage")) > 0, "no time");
    check((await read(page, "rate")) === "–", "a rate of one picture");
    check(await page.locator("#brake").isHidden(), "a brake");
  });

  await test("says that a picture shows no face", async () => {
    const grey = await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      canvas.width = 320;
      canvas.height = 240;
      const context = canvas.getContext("2d");
      context.fillStyle = "#777";
      context.fillRect(0, 0, 320, 240);
      return canvas.toDataURL("image/png");
    });
    await page.locator("#picture-file").setInputFiles({
      name: "grey.png",
      mimeType: "image/png",
      buffer: Buffer.from(grey.split(",")[1], "base64"),
    });
    await says(page, "No face found");
    check((await read(page, "score")) === "–", "a score");
  });

  await test("explains a picture and a video that are none, and goes on with another model", async () => {
    const buffer = Buffer.from("not what it says");
    await page
      .locator("#picture-file")
      .setInputFiles({ name: "text.png", mimeType: "image/png", buffer });
    await explains(page, "“text.png” is not a picture");
    await page
      .locator("#video-file")
      .setInputFiles({ name: "text.mp4", mimeType: "video/mp4", buffer });
    await explains(page, "“text.mp4” is not a video");
    await page.locator("#model").selectOption({ index: 1 });
    await says(page, "No picture");
    await page.locator("#model").selectOption({ index: 0 });
    await says(page, "No picture");
    await explains(page, "“text.mp4” is not a video");
  });

  await test("follows the face of a video file", async () => {
    const video = await page.evaluate(recordFace, [
      `data:image/png;base64,${png.toString("base64")}`,
    ]);
    await page.locator("#video-file").setInputFiles({
      name: "face.webm",
      mimeType: "video/webm",
      buffer: Buffer.from(video, "base64"),
    });
    await says(page, "Following one face");
    check(await page.locator("#trouble").isHidden(), "a trouble");
  });

  await test("shows the camera, and says that nobody is in the picture", async () => {
    await page.getByRole("button", { name: "Camera" }).click();
    await says(page, "No face found");
    const drawn = await page.evaluate(() => {
      const stage = document.getElementById("stage");
      const { width, height } = stage;
      const { data } = stage
        .getContext("2d")
        .getImageData(width / 2, height / 2, 1, 1);
      return data[3];
    });
    check(drawn === 255, "no picture");
  });

  await test("computes in the page and in a worker, by either model", async () => {
    await page.getByRole("button", { name: "Rendered face" }).click();
    check(page.workers().length === 1, `${page.workers().length} workers`);
    await backend(page, "page");
    await face(page);
    check(page.workers().length === 0, "a worker is left");
    await page.locator("#model").selectOption({ index: 1 });
    await face(page);
    await backend(page, "worker");
    await face(page);
    check(page.workers().length === 1, "no worker");
  });

  await test("says that there is no WebGPU", async () => {
    const note = page.locator("#backend-note");
    await note.waitFor();
    check(/No WebGPU here/.test(await note.textContent()), "no note");
    check(
      await page.locator('#backend option[value="webgpu"]').isDisabled(),
      "can be chosen",
    );
  });

  await test("turns the 3D view by arrow keys and by the pointer", async () => {
    const space = page.locator("#space");
    const turn = () => page.locator("#turn").textContent();
    await space.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    const first = await turn();
    await page.keyboard.press("ArrowRight");
    check(/^29° across, 4° up$/.test(await turn()), await turn());
    check(first !== (await turn()), first);
    const { x, y, width, height } = await space.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 50, y + height / 2, { steps: 5 });
    await page.mouse.up();
    check(/^0° across/.test(await turn()), await turn());
    await page.keyboard.press("Home");
    check(/^29° across, -6° up$/.test(await turn()), await turn());
  });

  await test("gives the focus to every control, and shows it", async () => {
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    const reached = [];
    for (let i = 0; i < 16; i++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(describeFocus));
    }
    for (const name of [
      "theme",
      "face",
      "camera",
      "picture",
      "video",
      "brake",
      "contours",
      "points",
      "visibility",
      "pose",
      "space",
      "mesh",
      "model",
      "backend",
    ])
      check(
        reached.some((one) => one.name === name && one.outlined),
        `${name} in ${JSON.stringify(reached)}`,
      );
  });

  await test("is dark or light as the system is, or as was chosen, also the next time", async () => {
    const background = () =>
      page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
      );
    const light = await background();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await background();
    check(light !== dark, `${light} in both`);
    await page.getByRole("radio", { name: "Light" }).check();
    check((await background()) === light, "light was chosen");
    await page.reload();
    check((await background()) === light, "light was forgotten");
    await page.getByRole("radio", { name: "System" }).check();
    check((await background()) === dark, "the system is dark");
  });

  await test("goes on without a network, and opens without one", async () => {
    await page.locator("#offline").waitFor();
    await context.setOffline(true);
    await backend(page, "page");
    await face(page);
    await page
      .locator("#picture-file")
      .setInputFiles({ name: "face.png", mimeType: "image/png", buffer: png });
    await says(page, "Found one face");
    await page.reload();
    await face(page);
    await page.locator("#model").selectOption({ index: 1 });
    await face(page);
    await context.setOffline(false);
  });

  await test("asks no other host and complains of nothing", () =>
    check(problems.length === 0, problems.join("\n")));
  await context.close();

  await test("fits a telephone, and stands still for those who want less motion", async () => {
    const { context, page } = await open({
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
      reducedMotion: "reduce",
    });
    await face(page);
    const [wide, seen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    check(wide === 390 && seen === 390, `${wide} of ${seen} px`);
    await page.getByRole("button", { name: "Play" }).waitFor();
    const before = await stagePng(page);
    await page.waitForTimeout(300);
    check(before.equals(await stagePng(page)), "the picture moved");
    await context.close();
  });

  for (const [name, words, where] of [
    ["NotFoundError", "No camera was found.", address],
    ["plain http", "Browsers give the camera only to safe pages.", unsafe],
  ])
    await test(`explains ${name} of a camera`, async () => {
      const { context, page } = await open(
        {},
        // This browser has a camera and gives it to whoever asks.
        (context) => context.addInitScript(refuseCamera, name),
        where,
      );
      await page.getByRole("button", { name: "Camera" }).click();
      await explains(page, words);
      await context.close();
    });

  await test("explains a camera that the browser itself refuses", async () => {
    // One that asks nobody, and whose answer is no.
    const strict = await launchBrowser("--use-fake-device-for-media-stream");
    const page = await strict.newPage();
    await page.goto(address);
    await page.getByRole("button", { name: "Camera" }).click();
    await explains(page, "The camera was refused.");
    await page.getByRole("button", { name: "Rendered face" }).click();
    await face(page);
    check(await page.locator("#trouble").isHidden(), "still explains");
    await strict.close();
  });

  await test("explains a browser without WebAssembly, and a network that does not come", async () => {
    const none = await open({}, (context) =>
      context.addInitScript(() => delete window.WebAssembly),
    );
    await explains(none.page, "This browser runs no WebAssembly.");
    await none.context.close();
    const broken = await open({}, (context) =>
      context.route("**/*.onnx", (route) => route.fulfill({ status: 404 })),
    );
    await explains(broken.page, "The network could not be loaded.");
    await broken.context.close();
  });

  const picture = process.argv[2];
  if (picture !== undefined) {
    const { page } = await open({
      viewport: { width: 1280, height: 800 },
      serviceWorkers: "allow",
    });
    await face(page);
    await page.locator("#offline").waitFor();
    await page.waitForTimeout(2600);
    await page.screenshot({ path: picture, type: "jpeg", quality: 82 });
  }
} finally {
  await browser.close();
  await server.close();
}
finish();

/** In the page: a second of video that shows a picture, as base64. */
async function recordFace([address]) {
  const image = new window.Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 320;
  canvas.height = 240;
  const context = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(15), {
    mimeType: "video/webm",
  });
  const pieces = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  recorder.start();
  for (let i = 0; i < 15; i++) {
    context.drawImage(image, i % 2, 0, 320, 240);
    await new Promise((resolve) => setTimeout(resolve, 70));
  }
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  return window.btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
}

/** In the page: what has the focus, and whether that is seen. */
function describeFocus() {
  const active = document.activeElement;
  const shown = active.matches("input") ? active.nextElementSibling : active;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  return {
    name: active.dataset.source ?? (active.id || active.name || active.tagName),
    outlined: outlineStyle !== "none" && outlineWidth !== "0px",
    value: active.value,
  };
}

/** In the page: a camera that fails; a page that may not ask for one is left alone. */
function refuseCamera(name) {
  const { MediaDevices, DOMException } = window;
  if (MediaDevices !== undefined)
    MediaDevices.prototype.getUserMedia = () =>
      Promise.reject(new DOMException("no", name));
}
