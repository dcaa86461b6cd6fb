import { expected } from "@fdhm/errors";
import { COLOURS, type Palette } from "./figure.ts";

/** After the last colour the lines start again, dashed otherwise. */
const DASHES = ["none", "6 3", "2 3"];

/** How many methods a plot tells apart. */
const MOST = COLOURS.length * DASHES.length;

/**
 * Refuses methods that a plot cannot tell apart.
 *
 * @throws RangeError where there is none, more than 21, or two have one name.
 */
export function checkMethods(
  lines: readonly { readonly name: string }[],
): void {
  if (lines.length === 0 || lines.length > MOST)
    throw expected(`1 to ${MOST} methods`, "lines", lines.length);
  const names = lines.map(({ name }) => name);
  if (new Set(names).size !== names.length)
    throw expected("a name of its own", "each line", names);
}

/** Colour and dashes of a method's line, by its place among the methods. */
export function methodStroke(
  palette: Palette,
  place: number,
): { readonly colour: string; readonly dash: string } {
  return {
    colour: palette.lines[place % COLOURS.length]!,
    dash: DASHES[Math.floor(place / COLOURS.length)]!,
  };
}
