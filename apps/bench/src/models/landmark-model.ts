import {
  protocolWindow,
  type Box,
  type CropWindow,
  type Normalisation,
} from "@fdhm/landmarks";
import type { Outputs } from "../runtimes/runtime.ts";

/** Which square about a face's box a model wants to see. */
export interface WindowFit {
  /** The length that the others are multiples of: the box's longer edge, or the mean of its edges. */
  readonly base: "longer" | "mean";
  /** Side of the square. */
  readonly scale: number;
  /** `[x, y]` from the box's centre to the square's. */
  readonly shift: readonly [number, number];
}

/** How a model is fed and read: all that an adapter tells. */
export interface LandmarkModel {
  /** Heads its rows. */
  readonly name: string;
  /** Ours are compared with all others. */
  readonly group: "ours" | "peers";
  /** Name of its input. */
  readonly input: string;
  /** Edge of its square input, px. */
  readonly inputSize: number;
  /** How bytes become input; in the order red, green, blue whatever `order` is. */
  readonly normalisation: Normalisation;
  /** Order of the input's planes. */
  readonly order: "rgb" | "bgr";
  /** Which square it sees. */
  readonly window: WindowFit;
  /** Landmarks of the 68 that it does not have: NaN. */
  readonly absent: readonly number[];
  /**
   * Reads its outputs.
   *
   * @param out - receives 68 xyz triples in fractions of the square's side from its centre, z towards the camera or NaN.
   * @throws RangeError where the outputs are not those of the model.
   */
  decode(outputs: Outputs, out: Float32Array): void;
}

/** The square that a model sees of a face. */
export function windowOf(
  box: Box,
  { base, scale, shift }: WindowFit,
): CropWindow {
  if (base === "longer") return protocolWindow(box, scale, shift);
  const edge = (box.width + box.height) / 2;
  const square = {
    x: box.x + (box.width - edge) / 2,
    y: box.y + (box.height - edge) / 2,
    width: edge,
    height: edge,
  };
  return protocolWindow(square, scale, shift);
}
