import { describe, expect, it } from "@jest/globals";
import { parseCsv, readCsv } from "./csv-file.ts";

const read = (text: string) =>
  parseCsv(text, "a.csv").map(({ line, cells }) => [
    line,
    Object.fromEntries(cells),
  ]);

describe("parseCsv", () => {
  it("reads rows by the names of the columns", () => {
    expect(read("image,x0\na.jpg,1.5\n\nb.jpg,-2\n")).toEqual([
      [2, { image: "a.jpg", x0: "1.5" }],
      [4, { image: "b.jpg", x0: "-2" }],
    ]);
  });

  it("takes quotes, spaces, empty cells, Windows line ends and a byte order mark", () => {
    expect(
      read('\uFEFF image , x0,y0\r\n"a, ""b"".jpg" , ,  7 \r\n"",,\r\n'),
    ).toEqual([
      [2, { image: 'a, "b".jpg', x0: "", y0: "7" }],
      [3, { image: "", x0: "", y0: "" }],
    ]);
  });

  it.each([
    ["an empty file", "\n", /names the columns .*a\.csv/],
    [
      "a column that comes twice",
      "a,a\n",
      /each column once .* "a" \(a\.csv, line 1\)/,
    ],
    [
      "too few cells",
      "a,b\n1\n",
      /2 cells for row but received "1 cells" \(a\.csv, line 2\)/,
    ],
    ["an open quote", 'a,b\n"1,2\n', /quotes closed .*line 2/],
    ["text after a quote", 'a,b\n"1"x,2\n', /quotes closed .*line 2/],
  ])("refuses %s", (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("names a file that is missing", async () => {
    await expect(readCsv("/nowhere/a.csv")).rejects.toThrow(
      /readable \.csv file .*nowhere/,
    );
  });
});
