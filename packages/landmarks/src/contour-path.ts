import type { Contour } from "./scheme.ts";

/**
 * A contour as the `d` of an SVG path.
 *
 * @param at - `"x y"` of a landmark, in the drawing's unit.
 */
export function contourPath(
  { indices, closed }: Contour,
  at: (landmark: number) => string,
): string {
  return `M ${indices.map(at).join(" L ")}${closed ? " Z" : ""}`;
}
