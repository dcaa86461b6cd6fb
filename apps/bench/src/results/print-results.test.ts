import { describe, expect, it } from "@jest/globals";
import { results } from "../testing/results.test.fixture.ts";
import { printResults } from "./print-results.ts";
import { resultTables } from "./result-tables.ts";

/** A row of a table by the first cell, as cells by the heads of their columns; of two columns of one head, the first. */
function row(title: RegExp, name: string): Record<string, string> {
  const table = resultTables(results).find((one) => title.test(one.title))!;
  const cells = table.body.find((one) => one[0] === name)!;
  const pairs = table.head.map((head, i) => [head, cells[i]!]);
  return Object.fromEntries(pairs.toReversed()) as Record<string, string>;
}

describe("resultTables", () => {
  it("tells times with their spread, and ratios to the reference", () => {
    expect(row(/native/, "ours")).toMatchObject({
      "network least": "0.180",
      median: "0.200",
      quartiles: "0.190–0.220",
      "x peer": "0.20 (0.19–0.22)",
      "stage least": "0.630",
      load: "20.0",
      "peak MiB": "120",
    });
    expect(row(/wasm/, "peer")["x peer"]).toBe("1.00 (0.95–1.10)");
  });

  it("orders times from the quickest stage", () => {
    const table = resultTables(results).find(({ title }) =>
      /wasm/.test(title),
    )!;
    expect(table.body.map(([name]) => name).at(-1)).toBe("peer");
  });

  it("tells errors by bin, their interval, and how they differ from ours", () => {
    expect(row(/NME/, "ours")).toMatchObject({
      "0-30": "1.00",
      "60-90": "3.00",
      "mean of bins": "2.00",
      says: "–",
    });
    expect(row(/NME/, "peer")).toMatchObject({
      "mean of bins": "5.00",
      "against ours": "+3.00 (+3.00 to +3.00)",
      "better on": "0 %",
      says: "worse",
    });
    expect(row(/NME/, "ours.half").says).toBe("chance");
  });

  it("marks what was not run here, and who lacks points", () => {
    expect(row(/NME/, "rival †")["mean of bins"]).toBe("7.00");
    const { notes } = resultTables(results).at(-1)!;
    expect(notes.join(" ")).toMatch(/† not run here/);
    expect(notes).toContain(
      "peer has 66 of the 68 points and is measured on these.",
    );
  });

  it("has no columns of ratios without a reference, and no errors without faces", () => {
    const models = results.models.map((model) => ({
      ...model,
      runtimes: {
        native: Object.fromEntries(
          Object.entries(model.runtimes.native!).map(([key, value]) => [
            key,
            typeof value === "number" ? value : { time: value.time },
          ]),
        ) as unknown as NonNullable<typeof model.runtimes.native>,
      },
    }));
    const tables = resultTables({
      ...results,
      ...{ models, faces: undefined, reference: undefined },
    });
    expect(tables.map(({ title }) => title.split(" ")[0])).toEqual([
      "Files",
      "Milliseconds",
      "Milliseconds",
    ]);
    for (const { head, body } of tables) {
      expect(head.join()).not.toMatch(/x /);
      for (const cells of body) expect(cells).toHaveLength(head.length);
    }
  });
});

describe("printResults", () => {
  it("says what was left out, and under which load the machine was", () => {
    const text = printResults(results, "text");
    expect(text).toContain("2026-01-02, A processor, 2 cores; load");
    expect(text).toContain("1.3");
    expect(text).toContain("Left out: something: it is <not> there.");
  });

  it("writes Markdown", () => {
    const text = printResults(results, "markdown");
    expect(text).toContain("## NME in per cent on 3 faces of faces score\n");
    expect(text).toMatch(/^\| rival † +\|/m);
  });
});
