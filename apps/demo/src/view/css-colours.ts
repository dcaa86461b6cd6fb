/** Red, green and blue. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of the theme, as a canvas takes them. */
export interface CssColours {
  /** Of the place. */
  readonly background: string;
  /** Of lines. */
  readonly ink: string;
  /** Of what is to be seen first. */
  readonly accent: string;
  /** Of a surface in space. */
  readonly clay: string;
}

/** The colours that the style sheet gives an element now: they change with the theme. */
export function cssColours(element: Element): CssColours {
  const { backgroundColor, color, accentColor, caretColor } =
    getComputedStyle(element);
  return {
    background: backgroundColor,
    ink: color,
    accent: accentColor,
    clay: caretColor,
  };
}

/** Red, green and blue of a colour as browsers compute it, 0 to 255. */
export function channels(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(
    Number,
  );
  return [red, green, blue];
}
