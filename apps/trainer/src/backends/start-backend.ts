import { checkBackend } from "@fdhm/networks";
import type { Backend, BackendName, Load, StartedBackend } from "./backend.ts";
import { cpu } from "./cpu.ts";
import { tfjsNodeGpu } from "./tfjs-node-gpu.ts";
import { tfjsNode } from "./tfjs-node.ts";
import { wasm } from "./wasm.ts";
import { webgpu } from "./webgpu.ts";

const BACKENDS: Readonly<Record<BackendName, Backend>> = {
  "tfjs-node-gpu": tfjsNodeGpu,
  "tfjs-node": tfjsNode,
  webgpu,
  wasm,
  cpu,
};

/** A backend by its name. */
export function backendOf(name: BackendName): Backend {
  return BACKENDS[name];
}

/**
 * Makes a backend the current one of this thread, and lets it compute something.
 *
 * @throws what keeps it from that.
 */
export async function startBackend(
  name: BackendName,
  load: Load = (specifier) => import(specifier),
): Promise<StartedBackend> {
  const started = await BACKENDS[name].start(load);
  await checkBackend();
  return started;
}

/** Why a backend was passed over, in a few words. */
export function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (/MODULE_NOT_FOUND$/.test(code ?? ""))
    return `${/'([^']+)'/.exec(message)?.[1] ?? "a package"} is not installed`;
  return message.split("\n")[0]!;
}
