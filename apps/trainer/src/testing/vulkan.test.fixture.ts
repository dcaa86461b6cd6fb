import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where Debian's chromium-common keeps SwiftShader, which acts a GPU out on the processor, and a Vulkan loader. */
const CHROMIUM = "/usr/lib/chromium";
const SWIFTSHADER = join(CHROMIUM, "vk_swiftshader_icd.json");

const given = process.env["VK_DRIVER_FILES"];

/** Environment of a process in which Dawn finds a GPU: a driver that `VK_DRIVER_FILES` names, or SwiftShader. */
export const VULKAN: Readonly<Record<string, string>> = {
  VK_DRIVER_FILES: given ?? SWIFTSHADER,
  LD_LIBRARY_PATH: process.env["LD_LIBRARY_PATH"] ?? CHROMIUM,
};

/** Why Dawn cannot be loaded here; undefined where it can. */
export const withoutPackages: string | undefined = isInstalled()
  ? undefined
  : "skipped: webgpu and @tensorflow/tfjs-backend-webgpu are not installed";

/** Why nothing is computed on a GPU here; undefined where it is. SwiftShader takes minutes, which every day's tests have no time for. */
export const withoutVulkan: string | undefined =
  withoutPackages ??
  (process.env["FDHM_WEBGPU_TESTS"] === undefined
    ? "skipped: npm run test:webgpu runs it"
    : undefined) ??
  (given || existsSync(SWIFTSHADER)
    ? undefined
    : `skipped: SwiftShader is not in ${CHROMIUM}, as Debian's chromium-common has it`);

function isInstalled(): boolean {
  const { resolve } = createRequire(import.meta.url);
  try {
    resolve("webgpu");
    resolve("@tensorflow/tfjs-backend-webgpu");
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a script of `@fdhm/networks`, which is built, in a process of its own: a Vulkan loader is found only by what the environment says when Node
 * starts.
 *
 * @returns the lines it prints.
 */
export function runWithVulkan(
  script: string,
  ...args: readonly string[]
): Promise<string[]> {
  const file = fileURLToPath(
    new URL(`../../../../packages/networks/scripts/${script}`, import.meta.url),
  );
  const env = { ...process.env, ...VULKAN };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file, ...args], { env }, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout.trim().split("\n"));
    });
  });
}
