import type { Part } from "@fdhm/landmarks";

/** One CSS colour for everything, or one each for some of the parts. */
export type PartColours = string | Readonly<Partial<Record<Part, string>>>;

/** Light colours that differ in hue and lightness; with a dark rim they can be read on any picture. */
export const PART_COLOURS: Readonly<Record<Part, string>> = {
  jaw: "#f4f4f4",
  rightBrow: "#ffb454",
  leftBrow: "#ffb454",
  noseBridge: "#7ee787",
  noseBase: "#7ee787",
  rightEye: "#58c4ff",
  leftEye: "#58c4ff",
  outerLips: "#ff7fa8",
  innerLips: "#ffb3cc",
};

/** The colour of a part: the caller's, or the default. */
export function partColour(colours: PartColours = {}, part: Part): string {
  return typeof colours === "string"
    ? colours
    : (colours[part] ?? PART_COLOURS[part]);
}
