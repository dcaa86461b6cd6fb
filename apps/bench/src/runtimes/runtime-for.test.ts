import { describe, expect, it } from "@jest/globals";
import type { OpenModel } from "../models/open-model.ts";
import { javaScript } from "./javascript.ts";
import { describeRuntimes, runtimeFor } from "./runtime-for.ts";
import type { Runtime, RuntimeName } from "./runtime.ts";

const wasm: Runtime = { ...javaScript, name: "wasm", title: "wasm 1" };
const model = (name: string, ...runsIn: RuntimeName[]) =>
  ({ name, path: `${name}.file`, runsIn }) as unknown as OpenModel;
const network = model("network", "native", "wasm");
const method = model("method", "javascript");

describe("runtimeFor", () => {
  it("takes the first that can run a model", () => {
    const native: Runtime = { ...wasm, name: "native" };
    expect(runtimeFor(network, [wasm, javaScript])).toBe(wasm);
    expect(runtimeFor(network, [native, wasm])).toBe(native);
    expect(runtimeFor(method, [native, wasm, javaScript])).toBe(javaScript);
  });

  it("names the file that none can run", () => {
    expect(() => runtimeFor(method, [wasm])).toThrow(
      /run time that can run it.*method\.file/,
    );
  });
});

describe("describeRuntimes", () => {
  it("tells who ran elsewhere", () => {
    const runtimes = [wasm, javaScript];
    expect(describeRuntimes([network], runtimes)).toBe("wasm 1");
    expect(describeRuntimes([network, method], runtimes)).toBe(
      `wasm 1; method in ${javaScript.title}`,
    );
  });
});
