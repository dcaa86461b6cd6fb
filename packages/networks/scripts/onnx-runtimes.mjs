/** The two run times that the scripts beside measure, one thread each, behind one face. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import proto from "onnx-proto";
import { takeWritten } from "./wasm-files.mjs";

/** `"native"` is onnxruntime-node, which has to be installed for it; `"wasm"` is onnxruntime-web in WebAssembly. */
export async function openRuntime(name) {
  const ort = await load(name);
  const options = {
    executionProviders: [name === "native" ? "cpu" : "wasm"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  };
  /** A session with noise as its inputs, by name and shape; `more` are further session options. */
  const open = async (file, shapes, more = {}) => {
    const session = await ort.InferenceSession.create(file, {
      ...options,
      ...more,
    });
    const feeds = Object.fromEntries(
      Object.entries(shapes).map(([input, shape]) => [
        input,
        new ort.Tensor("float32", noise(shape), shape),
      ]),
    );
    return {
      run: () => session.run(feeds),
      release: () => session.release(),
      endProfiling: () => session.endProfiling(),
    };
  };
  return {
    name,
    title: `${name === "native" ? "onnxruntime-node" : "onnxruntime-web, wasm"} ${ort.env.versions[name === "native" ? "node" : "web"]}`,
    open,
    /** The events of a profile over some runs. */
    async profile(file, shapes, runs) {
      const written = await collect(name, async (folder) => {
        const session = await open(file, shapes, {
          enableProfiling: true,
          profileFilePrefix: join(folder, "profile"),
        });
        takeWritten();
        for (let i = 0; i < runs; i++) await session.run();
        session.endProfiling();
        await session.release();
      });
      return JSON.parse(String(written));
    },
    /** The graph that is run, as an ONNX file: constants folded, operators fused. */
    optimised(file) {
      return collect(name, async (folder) => {
        const session = await open(
          file,
          {},
          {
            optimizedModelFilePath: join(folder, "optimised.onnx"),
          },
        );
        await session.release();
      });
    },
  };
}

/** What a run time writes into a file while it does something. */
async function collect(name, write) {
  const folder = mkdtempSync(join(tmpdir(), "fdhm-onnx-"));
  try {
    takeWritten();
    await write(folder);
    if (name === "wasm") return takeWritten();
    return readFileSync(join(folder, readdirSync(folder)[0]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function load(name) {
  if (name === "native") {
    const module = await import("onnxruntime-node").catch(() => {
      throw new RangeError(
        "Expected an installed onnxruntime-node for native but received none: npm install --no-save onnxruntime-node@1.30.0",
      );
    });
    return module.default ?? module;
  }
  if (name !== "wasm")
    throw new RangeError(
      `Expected native or wasm for the run time but received ${JSON.stringify(name)}`,
    );
  const ort = await import("onnxruntime-web/wasm");
  ort.env.wasm.numThreads = 1;
  return ort;
}

/** Shapes of a model's inputs by name, one picture where any number will do. */
export function inputShapes(file) {
  const { graph } = proto.onnx.ModelProto.decode(file);
  const constants = new Set(graph.initializer.map(({ name }) => name));
  return Object.fromEntries(
    graph.input
      .filter(({ name }) => !constants.has(name))
      .map(({ name, type }) => [
        name,
        type.tensorType.shape.dim.map(({ dimValue }) =>
          Math.max(1, Number(dimValue)),
        ),
      ]),
  );
}

/** The same model for one picture at a time, as models are shipped: run times fuse more where they know all sizes. */
export function forOnePicture(file) {
  const model = proto.onnx.ModelProto.decode(file);
  for (const { type } of [...model.graph.input, ...model.graph.output]) {
    const [first] = type.tensorType.shape.dim;
    if (first?.dimParam) Object.assign(first, { dimParam: "", dimValue: 1 });
  }
  return proto.onnx.ModelProto.encode(model).finish();
}

function noise(shape) {
  const length = shape.reduce((a, b) => a * b, 1);
  let state = 7;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (2 * state) / 2 ** 32 - 1;
  });
}
