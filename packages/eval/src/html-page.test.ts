import { describe, expect, it } from "@jest/globals";
import { html } from "./html.ts";
import { htmlPage } from "./html-page.ts";
import { pagePlot, pageTable, pageTiles } from "./page-parts.ts";

describe("htmlPage", () => {
  const text = htmlPage(
    "a < b",
    html`${pageTiles([{ value: "1 %", name: "error" }, undefined])}
    ${pageTable(["name", "n"], [["x & y", "2"]])}
    ${pagePlot("<svg/>", "what it shows")}`,
  );

  it("escapes what it is given, and leaves plots as they are", () => {
    expect(text).toContain("<title>a &lt; b</title>");
    expect(text).toContain("<td>x &amp; y</td>");
    expect(text).toContain("<svg/>");
    expect(text.match(/class="tile"/g)).toHaveLength(1);
  });

  it("needs nothing from elsewhere and runs nothing", () => {
    expect(text).not.toMatch(/<script|<link|src=|url\(|https?:/);
  });
});
