import { describe, expect, it } from "@jest/globals";
import { html } from "./html.ts";

describe("html", () => {
  it("escapes text and leaves markup", () => {
    const name = `<b title="a&b">`;
    const rows = [html`<i>${1}</i>`, undefined, html`<i>${2}</i>`];
    expect(html`<p>${name}${undefined}${rows}</p>`.text).toBe(
      "<p>&lt;b title=&quot;a&amp;b&quot;&gt;<i>1</i><i>2</i></p>",
    );
  });
});
