import { html, Markup } from "./html.ts";

/** A figure told in large. */
export interface PageTile {
  /** The figure, with its unit. */
  readonly value: string;
  /** What it is. */
  readonly name: string;
}

/** Figures in large beside each other. */
export function pageTiles(all: readonly (PageTile | undefined)[]): Markup {
  return html`<div class="tiles">
    ${all.map(
      (tile) =>
        tile &&
        html`<div class="tile">
          <b>${tile.value}</b><span>${tile.name}</span>
        </div>`,
    )}
  </div>`;
}

/** A table with a head; numbers to the right. */
export function pageTable(
  head: readonly string[],
  body: readonly (readonly string[])[],
): Markup {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th>${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A table of names and what they are. */
export function pagePairs(
  rows: readonly (readonly [string, string] | undefined)[],
): Markup {
  return html`<table class="pairs">
    <tbody>
      ${rows.map(
        (row) =>
          row &&
          html`<tr>
            <td>${row[0]}</td>
            <td>${row[1]}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** A plot with words below it. */
export function pagePlot(svg: string, caption: string | Markup): Markup {
  return html`<figure>
    ${new Markup(svg)}
    <figcaption>${caption}</figcaption>
  </figure>`;
}
