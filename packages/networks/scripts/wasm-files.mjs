/**
 * What onnxruntime-web's WebAssembly writes into files, and its profiles, which it prints: its module has no file system, opens every
 * file as number 0 and fails when it writes. Loaded before the module is, this stands in for its `fd_write` and `fd_close` and
 * keeps the bytes of files 0 and 1.
 */
const { WebAssembly } = globalThis;
let chunks = [];

/** Gives the bytes written since the last call. */
export function takeWritten() {
  const bytes = Buffer.concat(chunks);
  chunks = [];
  return bytes;
}

const { instantiate } = WebAssembly;
WebAssembly.instantiate = (source, imports) => {
  let memory;
  for (const group of Object.values(imports))
    for (const [name, value] of Object.entries(group))
      if (value instanceof WebAssembly.Memory) memory = value;
      else if (isWrite(value))
        group[name] = (file, ...rest) =>
          file < 2 ? keep(memory, ...rest) : value(file, ...rest);
      else if (isClose(value))
        group[name] = (file) => (file === 0 ? 0 : value(file));
  return instantiate.call(WebAssembly, source, imports);
};

/** Whether a function is `fd_write`, whose name is shortened: it alone looks for the ends of lines. */
function isWrite(value) {
  return (
    typeof value === "function" &&
    value.length === 4 &&
    /\b10===?\w/.test(String(value))
  );
}

/** Whether a function is `fd_close`: it alone takes one number and always gives 52, "not implemented". */
function isClose(value) {
  return (
    typeof value === "function" &&
    value.length === 1 &&
    /:\s*52\s*;?\s*\}$/.test(String(value))
  );
}

function keep(memory, vectors, count, written) {
  const view = new DataView(memory.buffer);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const start = view.getUint32((vectors >>> 0) + 8 * i, true);
    const length = view.getUint32((vectors >>> 0) + 8 * i + 4, true);
    // A copy: the memory is the module's.
    chunks.push(Buffer.from(new Uint8Array(memory.buffer, start, length)));
    total += length;
  }
  view.setUint32(written >>> 0, total, true);
  return 0;
}
