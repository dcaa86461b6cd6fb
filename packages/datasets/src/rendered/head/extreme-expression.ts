import type { MorphableModel } from "@fdhm/morphable-model";

/** A weighted sum of landmark coordinates: `[landmark, axis (0 x, 1 y up, 2 z), weight]`. */
export type Measure = readonly (readonly [number, 0 | 1 | 2, number])[];

/**
 * Measures that grow with an expression, in model space (x to the subject's left, y up). Landmarks are numbered as in the
 * 68-point scheme: 36-47 eyes, 48-59 outer and 60-67 inner lips, 8 the chin, 17-26 brows.
 */
export const EXTREMES = {
  openMouth: [
    [62, 1, 1],
    [66, 1, -1],
    [8, 1, -0.5],
  ],
  closedEyes: [...lids([37, 38, 43, 44], -1), ...lids([40, 41, 46, 47], 1)],
  wideEyes: [...lids([37, 38, 43, 44], 1), ...lids([40, 41, 46, 47], -1)],
  smile: [
    [48, 0, -1],
    [54, 0, 1],
    [48, 1, 0.7],
    [54, 1, 0.7],
    [51, 1, -0.7],
    [57, 1, -0.7],
  ],
  grin: [
    [48, 0, -1.5],
    [54, 0, 1.5],
    [48, 1, 0.5],
    [54, 1, 0.5],
    // The lips part and show the teeth, but the jaw stays.
    ...lids([61, 62, 63], 1),
    ...lids([65, 66, 67], -0.3),
    [8, 1, 1],
  ],
  downturned: [
    [48, 1, -1],
    [54, 1, -1],
    [51, 1, 1],
    [57, 1, 1],
  ],
  pout: [
    [48, 0, 1],
    [54, 0, -1],
    [51, 2, 0.5],
    [57, 2, 0.5],
  ],
  raisedBrows: lids([18, 19, 20, 23, 24, 25], 1),
  frown: lids([18, 19, 20, 21, 22, 23, 24, 25], -1),
  mouthAside: [
    [51, 0, 1],
    [57, 0, 1],
    [8, 0, 1],
  ],
} as const satisfies Record<string, Measure>;

function lids(landmarks: readonly number[], weight: number) {
  return landmarks.map((k) => [k, 1, weight] as const);
}

/**
 * The likeliest expression that moves a measure by as much as `deviations` deviations allow: with independent normal
 * coefficients that is the measure's gradient, each component weighted with its mode's variance. It needs no names for
 * a model's modes, so it serves any model that has landmarks.
 *
 * @param deviations - distance from the neutral face, in standard deviations; negative moves the measure down.
 * @returns coefficients in the model's unit, one a mode; zeros where no mode moves the measure, as a model whose
 *   expressions are all symmetric cannot move the mouth aside.
 */
export function extremeExpression(
  model: MorphableModel,
  measure: Measure,
  deviations: number,
): Float32Array {
  const { expression, expressionDeviation, landmarks, vertexCount } = model;
  const gradient = expressionDeviation.map((deviation, mode) => {
    let sum = 0;
    for (const [landmark, axis, weight] of measure) {
      const at = 3 * (mode * vertexCount + landmarks[landmark]!) + axis;
      sum += weight * expression[at]!;
    }
    return deviation * sum;
  });
  const norm = Math.hypot(...gradient);
  if (norm === 0) return gradient;
  return gradient.map(
    (value, mode) => (deviations * expressionDeviation[mode]! * value) / norm,
  );
}
