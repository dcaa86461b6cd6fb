/** What of `navigator.gpu` is used here. */
interface Gpu {
  requestAdapter(): Promise<object | null>;
}

/**
 * Why WebGPU cannot be chosen here.
 *
 * @returns one sentence; undefined where it can.
 */
export async function whyNoGpu(): Promise<string | undefined> {
  const { gpu } = navigator as { gpu?: Gpu };
  if (gpu === undefined)
    return window.isSecureContext
      ? "No WebGPU here: this browser has none."
      : "No WebGPU here: pages get it over https or from localhost.";
  const adapter = await gpu.requestAdapter().catch(() => null);
  return adapter === null
    ? "No WebGPU here: no graphics card that pages may use."
    : undefined;
}
