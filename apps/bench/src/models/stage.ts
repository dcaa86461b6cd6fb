import { expected } from "@fdhm/errors";
import {
  LANDMARK_COUNT,
  sampleCrop,
  toPicture,
  type Box,
  type Picture,
} from "@fdhm/landmarks";
import type { Runtime, Session } from "../runtimes/runtime.ts";
import { windowOf, type WindowFit } from "./landmark-model.ts";
import type { OpenModel } from "./open-model.ts";

/** A model in a run time: from a picture and a box to landmarks, by the same code for all. */
export class Stage {
  /** The model that it runs. */
  readonly model: OpenModel;
  readonly #session: Session;
  readonly #input: Float32Array;
  readonly #normalised = new Float32Array(3 * LANDMARK_COUNT);

  private constructor(model: OpenModel, session: Session) {
    this.model = model;
    this.#session = session;
    this.#input = new Float32Array(3 * model.inputSize ** 2);
  }

  /**
   * @throws RangeError naming the file where the run time cannot run it or it has other inputs than its adapter feeds.
   */
  static async open(runtime: Runtime, model: OpenModel): Promise<Stage> {
    const session = await runtime.open(model.bytes, model.path);
    if (session.inputNames.join() !== model.input) {
      await session.release();
      throw expected(
        `one input ${JSON.stringify(model.input)}`,
        "model",
        session.inputNames,
        { file: model.path },
      );
    }
    return new Stage(model, session);
  }

  /**
   * Cuts, normalises, runs the network and decodes.
   *
   * @param window - in place of the model's own.
   * @returns 68 xyz triples in picture px; NaN where the model has no such landmark or no depth.
   * @throws RangeError where the outputs are not those that the adapter reads, or are no finite numbers.
   */
  async align(
    picture: Picture,
    box: Box,
    window: WindowFit = this.model.window,
  ): Promise<Float32Array> {
    const { input, inputSize, normalisation, order, absent } = this.model;
    const square = windowOf(box, window);
    sampleCrop(picture, square, inputSize, normalisation, "nchw", this.#input);
    if (order === "bgr") swapEnds(this.#input);
    const outputs = await this.#session.run(input, this.#input, inputSize);
    this.model.decode(outputs, this.#normalised);
    const landmarks = toPicture(this.#normalised, square);
    for (let k = 0; k < LANDMARK_COUNT; k++)
      if (
        !(
          Number.isFinite(landmarks[3 * k]) &&
          Number.isFinite(landmarks[3 * k + 1])
        ) &&
        !absent.includes(k)
      )
        throw expected(
          "finite pixels",
          `landmark ${k} of ${this.model.name}`,
          landmarks.subarray(3 * k, 3 * k + 2),
        );
    return landmarks;
  }

  /** Runs the network alone, on the crop of the last {@link Stage.align}. */
  async runNetwork(): Promise<void> {
    const { input, inputSize } = this.model;
    await this.#session.run(input, this.#input, inputSize);
  }

  /** Frees the model. */
  release(): Promise<void> {
    return this.#session.release();
  }
}

/** Makes blue, green, red of red, green, blue: some 6 us of a stage of 390. */
function swapEnds(planes: Float32Array): void {
  const plane = planes.length / 3;
  const first = planes.slice(0, plane);
  planes.copyWithin(0, 2 * plane);
  planes.set(first, 2 * plane);
}
