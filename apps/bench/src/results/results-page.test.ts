import { describe, expect, it } from "@jest/globals";
import { results } from "../testing/results.test.fixture.ts";
import { resultsPage } from "./results-page.ts";

describe("resultsPage", () => {
  const page = resultsPage(results);

  it("is a page of its own, with every table and what was left out", () => {
    expect(page).not.toMatch(/<script|<link|src=/);
    expect(page.match(/<thead>/g)).toHaveLength(5);
    expect(page).toContain("Published, not measured here");
    expect(page).toContain("it is &lt;not&gt; there.");
    expect(page).toContain("bench --check");
  });

  it("tells ours in large", () => {
    for (const tile of ["2.00 %", "973 kB", "0.70 ms", "2.00 ms"])
      expect(page).toContain(`<b>${tile}</b>`);
    expect(page).toContain("a face, native, 0.70 of peer's time");
  });

  it("draws each method once: no copy with half floats, no predictions of what was run", () => {
    const plots = [...page.matchAll(/<svg[^]*?<\/svg>/g)].map(([svg]) => svg);
    // Error curves, error by yaw, and a trade-off for each run time.
    expect(plots).toHaveLength(4);
    expect(plots[0]).toMatch(/>rival † {2}\(AUC/);
    for (const svg of plots) {
      expect(svg).toContain(">ours");
      expect(svg).not.toContain("ours.half");
      expect(svg).not.toContain(">peer †");
    }
    expect(plots[2]).not.toContain("rival");
  });

  it("has no plots where there are no faces", () => {
    expect(resultsPage({ ...results, faces: undefined })).not.toContain("<svg");
  });
});
