import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import type { Peer } from "./peer.ts";

/** The 136 coordinates, three angles and four states of eyes and mouth. */
const OUTPUTS = 143;
const SIZE = 160;
/** Its coordinates count pixels, whose centres are whole numbers. */
const CORNER = 0.5 - 0.5 / SIZE;

/**
 * Peppa's slim network at 160 px (https://github.com/ainrichman/Peppa-Facial-Landmark-PyTorch, `pretrained_weights/slim_160_latest.onnx`,
 * Apache-2.0): blue, green, red; x and y of the 68 points as fractions of the crop from its upper left corner.
 *
 * The window is what `nx run bench -- --fit --only peppa_slim160` finds on the 199 faces of `aflw2000-dev` that are there to tune by:
 * NME 5.88 %.
 */
export const peppaSlim160: Peer = {
  name: "peppa_slim160",
  file: "peppa_slim160.onnx",
  group: "peers",
  input: "input1",
  inputSize: SIZE,
  normalisation: { mean: [127, 127, 127], deviation: [127, 127, 127] },
  order: "bgr",
  window: { base: "mean", scale: 1.5, shift: [0, -0.045] },
  absent: [],
  decode({ output1 }, out) {
    if (output1?.length !== OUTPUTS)
      throw expected(
        `${OUTPUTS} numbers`,
        'output "output1" of peppa_slim160',
        output1 ?? "none",
      );
    for (let k = 0; k < LANDMARK_COUNT; k++) {
      out[3 * k] = output1[2 * k]! - CORNER;
      out[3 * k + 1] = output1[2 * k + 1]! - CORNER;
      out[3 * k + 2] = NaN;
    }
  },
};
