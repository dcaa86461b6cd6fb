import { CROP_WASM } from "./crop-kernels.wasm.ts";

/** Exports of assembly/crop.ts; arguments are documented there. */
interface CropFunctions {
  readonly weigh: (...numbers: number[]) => void;
  readonly sampleUpright: (...numbers: number[]) => void;
  readonly sampleTurned: (...numbers: number[]) => void;
  readonly prepare: (...numbers: number[]) => void;
  readonly smooth: (...numbers: number[]) => void;
  readonly widen: (...numbers: number[]) => void;
}

/** What of WebAssembly is used here; this package also runs where its types, or it itself, are missing. */
interface Wasm {
  readonly Memory: new (pages: { initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: object };
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const PAGE = 65536;

/** Memory beyond which kernels are not kept: a face that fills a large photograph must not hold on to what it took. */
const MOST_KEPT = 32 << 20;

/** The kernels, and the memory in which they find pictures and leave crops. */
export class CropKernels {
  /** The compiled functions. */
  readonly run: CropFunctions;
  readonly #memory: WasmMemory;
  #bytes: Uint8Array;
  #ints: Int32Array;
  #floats: Float32Array;
  #doubles: Float64Array;
  /** The floats last asked for, so that every frame after the first gets the same object. */
  #part: Float32Array;

  constructor(wasm: Wasm, module: object) {
    this.#memory = new wasm.Memory({ initial: 1 });
    this.run = new wasm.Instance(module, { env: { memory: this.#memory } })
      .exports as CropFunctions;
    const { buffer } = this.#memory;
    this.#bytes = new Uint8Array(buffer);
    this.#ints = new Int32Array(buffer);
    this.#floats = new Float32Array(buffer);
    this.#doubles = new Float64Array(buffer);
    this.#part = this.#floats.subarray(0, 0);
  }

  /** All of the memory; another object after {@link reserve} made it grow, as are the other three. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** The same as whole numbers. */
  get ints(): Int32Array {
    return this.#ints;
  }

  /** The same as numbers. */
  get floats(): Float32Array {
    return this.#floats;
  }

  /** The same as numbers of twice the length. */
  get doubles(): Float64Array {
    return this.#doubles;
  }

  /** Whether so much memory was asked for that it should be given back. */
  get large(): boolean {
    return this.#bytes.length > MOST_KEPT;
  }

  /** Makes the memory at least this long; what stands in it stays. */
  reserve(bytes: number): void {
    const missing = bytes - this.#bytes.length;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / PAGE));
    const { buffer } = this.#memory;
    this.#bytes = new Uint8Array(buffer);
    this.#ints = new Int32Array(buffer);
    this.#floats = new Float32Array(buffer);
    this.#doubles = new Float64Array(buffer);
    this.#part = this.#floats.subarray(0, 0);
  }

  /** `length` numbers from a byte on. */
  numbers(at: number, length: number): Float32Array {
    if (this.#part.byteOffset !== at || this.#part.length !== length)
      this.#part = this.#floats.subarray(at / 4, at / 4 + length);
    return this.#part;
  }
}

/** The compiled module; `null` where it cannot be, `undefined` before it was tried. */
let compiled: { wasm: Wasm; module: object } | null | undefined;
let kept: CropKernels | undefined;

/**
 * The kernels, made by the first crop and kept from then on; undefined where there is no WebAssembly with SIMD or where a
 * content security policy forbids it (`wasm-unsafe-eval`).
 */
export function cropKernels(): CropKernels | undefined {
  if (kept !== undefined && !kept.large) return kept;
  if (compiled === undefined) compiled = compile();
  kept =
    compiled === null
      ? undefined
      : new CropKernels(compiled.wasm, compiled.module);
  return kept;
}

function compile(): { wasm: Wasm; module: object } | null {
  const { WebAssembly: wasm, atob } = globalThis as {
    WebAssembly?: Wasm;
    atob?: (base64: string) => string;
  };
  if (wasm === undefined || atob === undefined) return null;
  const bytes = Uint8Array.from(atob(CROP_WASM), (character) =>
    character.charCodeAt(0),
  );
  try {
    return { wasm, module: new wasm.Module(bytes) };
  } catch {
    // Without SIMD, or not allowed here: the crop in JavaScript gives the same, later.
    return null;
  }
}
