import { expected } from "@fdhm/errors";
import type { Box, CropWindow, Decoding } from "@fdhm/landmarks";
import { cropInput } from "./crop-input.ts";
import { Decoder, type FaceAlignment } from "./face-alignment.ts";
import type { FaceImage } from "./image.ts";
import { readModel, type LoadProgress } from "./model-source.ts";
import { Network } from "./network.ts";
import { PixelReader } from "./pixels.ts";
import { runtimeLoader, type RuntimeName } from "./runtime/runtime-loader.ts";
import type { RuntimeLoader, WasmOptions } from "./runtime/runtime.ts";

/** Options of {@link FaceAligner.load}. */
export interface LoadOptions extends WasmOptions {
  /**
   * What runs the model: a package by its name, or a loader such as `webgpu()` of `@fdhm/runtime-web/webgpu`. By default
   * `"auto"`: in Node onnxruntime-node, if it is installed and runs there, else onnxruntime-web.
   */
  readonly runtime?: RuntimeName | RuntimeLoader | undefined;
  /** Ends the loading early; `load` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every piece of a model that is fetched; not called for bytes or files on disk. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** Options of {@link FaceAligner.align}. */
export interface AlignOptions {
  /**
   * Turn of the crop in radians, clockwise: `nextBox` tells the one of the next frame.
   * The landmarks and the pose that come back are those of the picture as it is. 0 by default.
   */
  readonly roll?: number;
}

/** Options of {@link FaceAligner.alignAll}. */
export interface AlignAllOptions {
  /** As of {@link AlignOptions}: one turn for all crops, or one each. */
  readonly roll?: number | readonly number[];
}

/** A crop on its way through the network. */
interface Crop {
  readonly window: CropWindow;
  readonly input: Float32Array;
}

/**
 * Finds 68 landmarks in 3D, head pose, visibility and a score in face boxes of pictures and video frames.
 *
 * Works in pages, workers and Node; nothing is fetched but the model and onnxruntime's own WebAssembly file.
 */
export class FaceAligner {
  readonly #network: Network;
  readonly #decoder: Decoder;
  readonly #pixels = new PixelReader();
  /** Inputs that no run holds: one is enough for calls one after the other. */
  readonly #spare: Float32Array[] = [];
  #disposed: Promise<void> | undefined;

  private constructor(network: Network) {
    this.#network = network;
    this.#decoder = new Decoder(network.decoding);
  }

  /**
   * Reads a model file and makes it ready to run.
   *
   * @param model - bytes, or an address: `http:`, `https:`, `data:` or `blob:` are fetched, `file:` and paths are read from
   *   disk in Node, and in browsers a string without a scheme is relative to the page.
   * @throws RangeError where the model cannot be read, is not ONNX (with the byte offset), or was not exported by FDHM, where the
   *   runtime asked for is not to be had, and where `runtime` is none.
   */
  static async load(
    model: URL | string | ArrayBuffer | Uint8Array,
    options: LoadOptions = {},
  ): Promise<FaceAligner> {
    const loadRuntime = runtimeLoader(options.runtime ?? "auto");
    const file = await readModel(model, options);
    options.signal?.throwIfAborted();
    const network = await Network.load(file, loadRuntime, options);
    if (options.signal?.aborted) {
      await network.release();
      options.signal.throwIfAborted();
    }
    return new FaceAligner(network);
  }

  /** How the model is fed and read: its name, input size, crop and mean face. */
  get decoding(): Decoding {
    return this.#network.decoding;
  }

  /** What runs the model: `onnxruntime-node`, `onnxruntime-web` (in WebAssembly), or what the loader calls itself. */
  get runtime(): string {
    return this.#network.runtime;
  }

  /** Whether {@link FaceAligner.dispose} was called. */
  get disposed(): boolean {
    return this.#disposed !== undefined;
  }

  /**
   * Aligns one face.
   *
   * The pixels are read before this returns its promise, so that a frame may be closed or a canvas drawn on at once. Calls
   * may overlap: they run one after the other.
   *
   * @param image - pixels, or what the browser can draw.
   * @param box - where the face is, in px of the image: the tight box of the 68 points, such as `box` of the last frame.
   * @throws RangeError where the image is empty, not loaded or not readable by this page, where the box is not finite, has
   *   no extent or lies outside the image, and after {@link FaceAligner.dispose}.
   */
  async align(
    image: FaceImage,
    box: Box,
    options: AlignOptions = {},
  ): Promise<FaceAlignment> {
    const [crop] = this.#crop(image, [box], options, () => "box");
    return this.#finish(crop!);
  }

  /**
   * Aligns several faces of one image.
   *
   * @param boxes - as for {@link FaceAligner.align}; all are checked before any is aligned.
   * @returns one alignment a box, in their order.
   * @throws RangeError as {@link FaceAligner.align}, naming the box at fault, and where there are turns but not one a box.
   */
  async alignAll(
    image: FaceImage,
    boxes: readonly Box[],
    options: AlignAllOptions = {},
  ): Promise<FaceAlignment[]> {
    const crops = this.#crop(image, boxes, options, (i) => `box ${i}`);
    return Promise.all(crops.map((crop) => this.#finish(crop)));
  }

  /**
   * Frees the model once the calls in flight are answered; later calls are refused. Calling it again does nothing more.
   */
  dispose(): Promise<void> {
    this.#disposed ??= this.#network.release();
    this.#pixels.dispose();
    return this.#disposed;
  }

  /** {@link FaceAligner.dispose}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #crop(
    image: FaceImage,
    boxes: readonly Box[],
    { roll = 0 }: AlignAllOptions,
    nameOf: (index: number) => string,
  ): Crop[] {
    if (this.#disposed !== undefined)
      throw expected("a model in memory", "FaceAligner", "a disposed one");
    const { decoding } = this.#network;
    if (typeof roll !== "number" && roll.length !== boxes.length)
      throw expected(`${boxes.length} numbers`, "roll", roll);
    const open = this.#pixels.open(image);
    return boxes.map((box, i) => {
      const input =
        this.#spare.pop() ?? new Float32Array(3 * decoding.inputSize ** 2);
      const turn = typeof roll === "number" ? roll : roll[i]!;
      const window = cropInput(open, box, turn, decoding, input, nameOf(i));
      return { window, input };
    });
  }

  async #finish({ window, input }: Crop): Promise<FaceAlignment> {
    try {
      const { landmarks, score, uncertainty } = await this.#network.run(input);
      return this.#decoder.decode(landmarks, score, window, uncertainty);
    } finally {
      this.#spare.push(input);
    }
  }
}
