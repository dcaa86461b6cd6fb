import { expected } from "@fdhm/errors";
import { methodOf } from "../methods/known-methods.ts";
import type { Runtime } from "./runtime.ts";

/** This process itself, for methods that are no networks in ONNX files. */
export const javaScript: Runtime = {
  name: "javascript",
  title: `JavaScript, Node ${process.version}`,
  async open(bytes, file) {
    const method = methodOf(file)?.open(bytes, file);
    if (method === undefined)
      throw expected("a method in JavaScript", "model", "another file", {
        file,
      });
    return {
      inputNames: [method.input],
      run: async (_, crop) => method.run(crop),
      release: async () => undefined,
    };
  },
};
