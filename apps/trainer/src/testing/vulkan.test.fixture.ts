import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where Debian's chromium-common keeps SwiftShader, which acts a GPU out on the processor, and a Vulkan loader. */
const CHROMIUM = "/usr/lib/chromium";
const DRIVER = join(CHROMIUM, "vk_swiftshader_icd.json");

/** Why scripts cannot use a GPU here; undefined where they can. A driver that `VK_DRIVER_FILES` names goes before SwiftShader. */
export const withoutVulkan: string | undefined = reason();

function reason(): string | undefined {
  const { resolve } = createRequire(import.meta.url);
  try {
    resolve("webgpu");
    resolve("@tensorflow/tfjs-backend-webgpu");
  } catch {
    return "skipped: webgpu and @tensorflow/tfjs-backend-webgpu are not installed";
  }
  if (!process.env["VK_DRIVER_FILES"] && !existsSync(DRIVER))
    return `skipped: SwiftShader is not in ${CHROMIUM}, as Debian's chromium-common has it`;
  return undefined;
}

/**
 * Runs a script of `@fdhm/networks`, which is built, in a process of its own: a Vulkan loader is found only by what the environment says when Node starts.
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
  const { VK_DRIVER_FILES = DRIVER, LD_LIBRARY_PATH = CHROMIUM } = process.env;
  const env = { ...process.env, VK_DRIVER_FILES, LD_LIBRARY_PATH };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file, ...args], { env }, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout.trim().split("\n"));
    });
  });
}
