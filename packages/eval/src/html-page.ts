import { html, Markup } from "./html.ts";

/** Read on a phone and on a wide screen, dark or light as the reader's system is; colours of lines are those of the plots. */
const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f4f5f7; --ink: #1a1d21; --quiet: #5b636e; --edge: #d9dde3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --raised: #1e2329; --ink: #e8eaed; --quiet: #9aa4b1; --edge: #343b44;
    --line-1: #4aa8e8; --line-2: #ff8c42; --line-3: #2fc494; --line-4: #e59cc6; --line-5: #8fd3ff; --line-6: #ffc04d; --line-7: #e8eaed;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem 1rem 3rem; max-width: 76rem; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
p { margin: .3rem 0; }
.quiet { color: var(--quiet); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem; margin: 1.2rem 0 0; }
.tile { background: var(--raised); border-radius: .5rem; padding: .6rem .8rem; }
.tile b { display: block; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.tile span { color: var(--quiet); font-size: .85rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; }
figure { margin: 0; min-width: 0; }
figure > svg { display: block; width: 100%; height: auto; max-width: 32rem; }
figcaption { color: var(--quiet); font-size: .85rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .92rem; }
th, td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--edge); text-align: right; vertical-align: top; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
th { font-weight: 600; color: var(--quiet); }
@media (max-width: 30rem) { table { font-size: .78rem; } th, td { padding-right: .45rem; } }
table.pairs td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
table.pairs td:first-child { color: var(--quiet); }
.faces { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .6rem; }
.faces img { display: block; width: 100%; height: auto; border-radius: .35rem; background: #000; }
.faces figcaption { line-height: 1.3; padding-top: .2rem; overflow-wrap: anywhere; font-size: .78rem; }
.faces b { color: var(--ink); }
.key { display: inline-block; width: .75em; height: .75em; border-radius: 50%; vertical-align: -.05em; }
pre { background: var(--raised); border-radius: .5rem; padding: .8rem; overflow-x: auto; font-size: .82rem; line-height: 1.4; }
summary { cursor: pointer; }
`;

/**
 * A page of one file, without script, and without anything from elsewhere.
 *
 * @param title - of the window.
 * @param content - of the body.
 */
export function htmlPage(title: string, content: Markup): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        ${content}
      </body>
    </html> `.text;
}
