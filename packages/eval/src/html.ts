/** Text that is HTML already. */
export class Markup {
  /** The HTML. */
  readonly text: string;

  /** @param text - not escaped again. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in {@link html}. */
export type Insert =
  Markup | string | number | undefined | readonly (Markup | undefined)[];

/** HTML with values in it: text is escaped, markup and lists of it are not, and what is undefined leaves nothing. */
export function html(
  strings: TemplateStringsArray,
  ...inserts: readonly Insert[]
): Markup {
  return new Markup(
    strings.reduce((text, part, i) => text + show(inserts[i - 1]) + part),
  );
}

function show(insert: Insert): string {
  if (insert === undefined) return "";
  if (insert instanceof Markup) return insert.text;
  if (typeof insert === "object") return insert.map(show).join("");
  return String(insert)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
