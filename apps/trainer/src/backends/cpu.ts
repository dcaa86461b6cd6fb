import { startCpuBackend } from "@fdhm/networks";
import type { Backend } from "./backend.ts";

/** TensorFlow.js in plain JavaScript: slow, to check the others by. */
export const cpu: Backend = {
  name: "cpu",
  oneCore: true,
  async start() {
    await startCpuBackend();
    return { computes: "plain JavaScript" };
  },
};
