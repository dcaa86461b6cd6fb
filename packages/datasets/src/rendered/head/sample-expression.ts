import type { MorphableModel } from "@fdhm/morphable-model";
import { between, pick, type Random } from "../../random.ts";
import { EXTREMES, extremeExpression } from "./extreme-expression.ts";

/** Names of the extremes, each with how often it is met among them. */
const WEIGHTS: readonly (readonly [keyof typeof EXTREMES, number])[] = [
  ["openMouth", 4],
  ["closedEyes", 3],
  ["smile", 3],
  ["grin", 4],
  ["wideEyes", 1],
  ["downturned", 1],
  ["pout", 2],
  ["raisedBrows", 1],
  ["frown", 1],
  ["mouthAside", 1],
];

/** The deviation of all coefficients, in those of the model, whether extremes come on top, and how often. */
const KINDS: readonly (readonly [
  { readonly spread: number; readonly extremes: boolean },
  number,
])[] = [
  [{ spread: 0.2, extremes: false }, 2],
  [{ spread: 0.35, extremes: true }, 5],
  [{ spread: 0.5, extremes: false }, 3],
];

/**
 * Draws an expression: a fifth near neutral, half one or two named extremes (open mouth, closed eyes, smile, ...), the
 * rest at random, each coefficient normal with half its deviation in the model. Modes go both ways where faces go only one:
 * beyond these spreads mouths are crushed or torn.
 *
 * @returns coefficients in the model's unit, one a mode.
 */
export function sampleExpression(
  model: MorphableModel,
  random: Random,
): Float32Array {
  const { spread, extremes } = pick(random, KINDS);
  const coefficients = model.expressionDeviation.map(
    (deviation) => spread * deviation * random.normal(),
  );
  if (!extremes) return coefficients;
  const count = random.uniform() < 0.4 ? 2 : 1;
  for (let i = 0; i < count; i++) {
    const measure = EXTREMES[pick(random, WEIGHTS)];
    const extreme = extremeExpression(model, measure, between(random, 1, 3));
    for (const [mode, value] of extreme.entries())
      coefficients[mode] = coefficients[mode]! + value;
  }
  return coefficients;
}
