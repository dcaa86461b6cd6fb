import { expected } from "@fdhm/errors";
import type { Peer } from "./peer.ts";

const POINTS = 66;
/** Cells an edge of a heat map. */
const CELLS = 28;
const MAP = CELLS * CELLS;
const SIZE = 224;
/** Its coordinates run from the centre of the crop's first pixel to that of the last. */
const CENTRES = (SIZE - 1) / SIZE;
/** The offsets' logits are divided by it. */
const LOGIT_FACTOR = 16;
/** The inner corners of the lips, which its scheme of 66 lacks. */
const ABSENT = [60, 64];
/** Its points' places among the 68. */
const PLACES = Array.from({ length: 68 }, (_, k) => k).filter(
  (k) => !ABSENT.includes(k),
);

/**
 * OpenSeeFace's smallest landmark network (https://github.com/emilianavt/OpenSeeFace, BSD-2-Clause; `tracker.py`, `landmarks` and `logit_arr`):
 * RGB with ImageNet's mean and deviation; for each of 66 points a heat map of 28 x 28 cells, then as many maps of the offset down and
 * of the offset to the right, as logistic numbers, to be read at the heat map's peak.
 *
 * The window is what `nx run bench -- --fit --only openseeface_lm0` finds on the 199 faces of `aflw2000-dev` that are there to tune by:
 * NME 5.71 %.
 */
export const openSeeFaceLm0: Peer = {
  name: "openseeface_lm0",
  file: "openseeface_lm0.onnx",
  group: "peers",
  input: "input",
  inputSize: SIZE,
  normalisation: {
    mean: [0.485 * 255, 0.456 * 255, 0.406 * 255],
    deviation: [0.229 * 255, 0.224 * 255, 0.225 * 255],
  },
  order: "rgb",
  window: { base: "longer", scale: 1.26, shift: [0, -0.12] },
  absent: ABSENT,
  decode({ output }, out) {
    if (output?.length !== 3 * POINTS * MAP)
      throw expected(
        `3 x ${POINTS} maps of ${CELLS} x ${CELLS}`,
        'output "output" of openseeface_lm0',
        output ?? "none",
      );
    out.fill(NaN);
    for (let point = 0; point < POINTS; point++) {
      const peak = peakOf(output, point * MAP);
      const down = offset(output[(POINTS + point) * MAP + peak]!);
      const right = offset(output[(2 * POINTS + point) * MAP + peak]!);
      const at = 3 * PLACES[point]!;
      out[at] = CENTRES * ((peak % CELLS) / (CELLS - 1) + right - 0.5);
      out[at + 1] =
        CENTRES * (Math.floor(peak / CELLS) / (CELLS - 1) + down - 0.5);
    }
  },
};

function peakOf(output: Float32Array, first: number): number {
  let peak = 0;
  for (let cell = 1; cell < MAP; cell++)
    if (output[first + cell]! > output[first + peak]!) peak = cell;
  return peak;
}

/** In parts of the crop. */
function offset(probability: number): number {
  const p = Math.min(0.9999999, Math.max(0.0000001, probability));
  return Math.log(p / (1 - p)) / LOGIT_FACTOR;
}
