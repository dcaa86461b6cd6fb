/**
 * The evolution that the paper's two large networks share (equation 5, figure 2a's loop): an estimate p of the 234 parameters,
 * drawn as a 3D diffusion heat map beside the picture, looked at by a network with a memory, and moved.
 *
 *   C  = look([image, DHM(p)])
 *   h' = cell(C, h)                     (4) for the vanilla RNN
 *   p' = p + W_ho h'                    (5)
 *
 * Where the paper is silent:
 * - p starts as the mean face, seen from the front, in the middle of the crop; its map never changes and is a constant.
 * - W_ho moves p in units of fixed deviations, one a parameter (parameter-space.ts): px, radians and coefficients of the model
 *   differ by orders of magnitude, and a state of tanh moves all about equally so.
 * - h starts as zero, so the first step has no W_hh.
 * - W_ho starts near zero: training begins from the mean face. Its gain keeps Adam's steps from growing with the number of units, as
 *   that of Fast DHM's head; it falls with their root. Eight faces by heart, 16 px, 32 units, 200 steps at 0.005: 6.3 % of the crop
 *   left with a gain of 0.1, 0.05 % with 0.5, 0.08 % with 1.
 * - The gradient flows end to end: through the drawing of the map into the parameters of the step before.
 * - The score (is this a face?) is ours: one dense unit on the last h.
 */
import { landmarksInMap } from "@fdhm/dhm";
import { PARAMETER_COUNT } from "@fdhm/morphable-model";
import type { NetworkOutput, Ops } from "./ops.ts";
import type { ParameterSpace } from "./parameter-space.ts";
import { placeLandmarks } from "./place-landmarks.ts";

/** Over the root of the number of units: the factor on W_ho and on the score's kernel, see above. */
const GAIN = 4;
/** Spread of the first weights of W_ho and of the score. */
const DEVIATION = 0.01;

/** How a network of this kind looks and remembers. */
export interface Evolution<T> {
  /** Steps T, at least 1. */
  readonly steps: number;
  /** Length of h. */
  readonly units: number;
  /** C of the picture beside a map `[S, S, 3]`: `[length]`. */
  readonly look: (map: T) => T;
  /** The next h of C, `[units]`; called once a step, in order. */
  readonly cell: (features: T) => T;
}

/** Runs the steps and gives what the last one says. S is the picture's side. */
export function evolveParameters<T>(
  ops: Ops<T>,
  space: ParameterSpace,
  { steps, units, look, cell }: Evolution<T>,
): NetworkOutput<T> {
  const { inputSize, start, deviation, startLandmarks } = space;
  const gain = GAIN / Math.sqrt(units);
  let map = ops.heatMap(
    "dhm",
    landmarksInMap(startLandmarks, inputSize),
    inputSize,
  ); // [S, S, 3]
  const earlier: T[] = []; // landmarks of the steps before
  let moved: T | undefined; // p in deviations from the start
  for (let step = 1; ; step++) {
    const h = cell(look(map)); // [units]
    const change = ops.dense(h, "recurrent/output", {
      units: PARAMETER_COUNT,
      deviation: DEVIATION,
      gain,
      bias: "none",
    }); // [234]
    moved = moved === undefined ? change : ops.add(moved, change); // (5)
    const parameters = ops.affine(moved, "parameters", deviation, start); // [234]
    const landmarks = placeLandmarks(ops, parameters, space); // [68, 3]
    if (step === steps)
      return {
        ...(ops.earlier === true && { earlier }),
        landmarks,
        parameters,
        score: ops.dense(h, "head/score", {
          units: 1,
          deviation: DEVIATION,
          gain,
        }), // [1]
      };
    earlier.push(landmarks);
    map = ops.heatMapOf(landmarks, inputSize); // [S, S, 3]
  }
}
