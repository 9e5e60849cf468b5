import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datasetFromCsv } from "./dataset-from-csv.ts";
import { readCategories, readNumbers } from "./read-column.ts";
import { parseVariablesFile } from "./variables-file.ts";

const text = (...lines: readonly string[]) => `\uFEFF${lines.join("\r\n")}\r\n`;

describe("datasetFromCsv", () => {
  it("takes a column of numbers as numeric and any other as text", () => {
    const data = datasetFromCsv(text("a,b,c", "1,x,1", "-2.5e1,,甲", ",y,"));
    expect([...readNumbers(data, "a")]).toEqual([1, -25, Number.NaN]);
    expect(readCategories(data, "b").values).toEqual(["x", "y"]);
    expect(readCategories(data, "c").values).toEqual(["1", "甲"]);
    expect(data.variables.map(({ type }) => type)).toEqual(["numeric", "string", "string"]);
  });

  it("takes a blank cell as missing, not as zero", () => {
    const data = datasetFromCsv(text("a", "3", "  ", "4"), parseVariablesFile([{ name: "a", type: "numeric" }]));
    expect([...readNumbers(data, "a")]).toEqual([3, Number.NaN, 4]);
  });

  it("does not take a number beyond the range as one", () => {
    expect(datasetFromCsv(text("a", "1", "1e999")).variables[0]?.type).toBe("string");
  });

  it.each(["007100", "-01", "110101199003078888"])("keeps %s of a column nobody described as it is written", (mark) => {
    expect(datasetFromCsv(`a\n${mark}\n1\n`).variables).toMatchObject([{ type: "string" }]);
  });

  it("turns declared codes of numbers and of texts into “not applicable”", () => {
    const variables = parseVariablesFile([
      { name: "a", type: "numeric", missing: [99] },
      { name: "b", type: "string", missing: [99] },
    ]);
    const data = datasetFromCsv(text("a,b", "99,99", "1,2"), variables);
    expect([...data.columns.values()].map(({ missing }) => [...missing])).toEqual([
      [4, 0],
      [4, 0],
    ]);
    expect(readCategories(data, "b").values).toEqual(["2"]);
  });

  it.each<[string, string, string, RegExp]>([
    ["an empty text", "", "csv.empty", /first row/],
    ["two columns of one name", "a,a\n1,2", "csv.column-duplicate", /own name/],
    ["a row that is too long", "a\n1,2", "csv.row-too-long", /row 2.*expected 1/],
    ["a described column that is not there", "b\n1", "csv.column-missing", /columns are b/],
    ["text in a numeric column", "a\n1\n很多", "csv.not-a-number", /row 3.*很多.*describe the variable as string/],
    ["a hexadecimal number", "a\n0x10", "csv.not-a-number", /row 2.*0x10/],
  ])("refuses %s", (_, csv, code, message) => {
    const variables = csv.startsWith("a,a") ? [] : parseVariablesFile([{ name: "a", type: "numeric" }]);
    expect(() => datasetFromCsv(csv, variables)).toThrow(expect.objectContaining({ code }));
    expect(() => datasetFromCsv(csv, variables)).toThrow(message);
  });

  it("reads back every number that was written", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (numbers) => {
        const data = datasetFromCsv(text("a", ...numbers.map((value) => String(value))));
        const column = data.columns.get("a");
        expect(column?.kind === "numeric" && [...column.values]).toEqual(numbers.map((value) => value + 0));
      }),
    );
  });
});
