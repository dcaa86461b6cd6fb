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
      ? "This browser has no WebGPU."
      : "Browsers give WebGPU only to pages that come over https or from localhost.";
  const adapter = await gpu.requestAdapter().catch(() => null);
  return adapter === null
    ? "This browser has WebGPU, but no graphics card that it lets pages use."
    : undefined;
}
