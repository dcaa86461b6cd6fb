/**
 * WebGPU in Node, for the scripts beside: Dawn, from the package `webgpu`.
 *
 * @param options - of Dawn, such as `backend=null`.
 * @returns a function that lets Node exit.
 */
export async function startDawn(...options) {
  const { create, globals } = await import("webgpu");
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, "navigator", {
    value: { gpu: create(options), userAgent: "node" },
    configurable: true,
    writable: true,
  });
  await import("@tensorflow/tfjs-backend-webgpu");
  return () => delete globalThis.navigator;
}
