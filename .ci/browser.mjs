/** The browser that pages are tried in: Debian's Chromium, or the one that CHROMIUM names; none is ever downloaded. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const executablePath = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path && existsSync(path));

/**
 * Starts the browser; where there is none, says so and gives undefined.
 *
 * @param more - arguments beside the usual ones.
 */
export async function launchBrowser(...more) {
  if (executablePath === undefined) {
    console.log("skipped: no Chromium");
    return undefined;
  }
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}
