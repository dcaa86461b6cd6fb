import { describe, expect, it } from "@jest/globals";
import { errorTable } from "./error-table.ts";
import { summarise } from "./summary.ts";

const binned = summarise([
  { name: "a", nme: 0.0257, yaw: 0 },
  { name: "b", nme: 0.036, yaw: 0.8 },
  { name: "c", nme: 0.0588, yaw: 1.3 },
  { name: "d", nme: null, yaw: -1.3 },
]);
const plain = summarise([{ name: "a", nme: 0.12 }]);

describe("errorTable", () => {
  it("writes aligned Markdown in per cent", () => {
    expect(errorTable([{ name: "Fast DHM", summary: binned }])).toBe(
      `| NME %    | faces | missed | 0-30 | 30-60 | 60-90 | mean of bins | mean | median | > 6 % |     > 6 % by bin | AUC 6 % |
| -------- | ----: | -----: | ---: | ----: | ----: | -----------: | ---: | -----: | ----: | ---------------: | ------: |
| Fast DHM |     4 |      1 | 2.57 |  3.60 |  5.88 |         4.02 | 4.02 |   3.60 |  25.0 | 0.0 / 0.0 / 50.0 |    24.8 |
`,
    );
  });

  it("leaves the bins out where no method has one, and the bars where text is asked for", () => {
    expect(
      errorTable([{ name: "Helen", summary: plain }], { format: "text" }),
    ).toBe(
      `NME %  faces  missed   mean  median  > 6 %  AUC 6 %
Helen      1       0  12.00   12.00  100.0      0.0
`,
    );
  });

  it("draws a dash for what does not exist", () => {
    const table = errorTable(
      [
        { name: "with", summary: binned },
        { name: "without", summary: plain },
      ],
      { format: "text" },
    );
    expect(table.split("\n")[2]!.match(/–/g)).toHaveLength(7);
  });

  it("refuses no rows and limits that differ", () => {
    expect(() => errorTable([])).toThrow(/at least one method/);
    const other = summarise([{ name: "a", nme: 0.1 }], 0.08);
    expect(() =>
      errorTable([
        { name: "a", summary: plain },
        { name: "b", summary: other },
      ]),
    ).toThrow(/limit of b but received 0.08/);
  });
});
