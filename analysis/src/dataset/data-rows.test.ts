import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectRows } from "../expression/where.ts";
import type { DataRows } from "../model/data-rows.ts";
import { datasetOf } from "../testing/dataset-of.ts";
import { datasetFromCsv } from "./dataset-from-csv.ts";
import { rowsFromCsv } from "./rows-from-csv.ts";
import { rowsFromDataset } from "./rows-from-dataset.ts";
import { parseVariablesFile } from "./variables-file.ts";

const opens = (text: string, length = 5) =>
  async function* () {
    for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
  };

async function cellsOf(source: DataRows): Promise<readonly (readonly (number | string | null)[])[]> {
  const columns = source.variables.map((): (number | string | null)[] => []);
  for await (const batch of source.readBatches())
    for (const [index, column] of batch.columns.entries()) columns[index]?.push(...column);
  return columns;
}

describe("rowsFromCsv", () => {
  it("gives the cases that datasetFromCsv gives, as often as asked, and keeps declared codes", async () => {
    const text = "\uFEFFa,b,c\r\n1,x,\r\n,99,2.5\r\n99,甲,\r\n";
    const variables = parseVariablesFile([{ name: "a", type: "numeric", missing: [99] }]);
    const source = await rowsFromCsv(opens(text), variables);
    const expected = [
      [1, Number.NaN, 99],
      ["x", "99", "甲"],
      [Number.NaN, 2.5, Number.NaN],
    ];
    expect(source.rowCount).toBe(3);
    expect(await cellsOf(source)).toEqual(expected);
    expect(await cellsOf(rowsFromDataset(datasetFromCsv(text, variables)))).toEqual(expected);
    expect(await cellsOf(source)).toEqual(expected);
  });

  it("takes columns as datasetFromCsv takes them", async () => {
    const cell = fc.constantFrom("", "1", "007", "9007199254740993", "-2.5", "1e3", "x", " ", "1e999", '"a,\n""b"');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, length) => {
          const text = `a,b\n${rows.map((row) => `${row.join(",")}\n`).join("")}`;
          const source = await rowsFromCsv(opens(text, length));
          const dataset = rowsFromDataset(datasetFromCsv(text));
          expect(source.variables).toEqual(dataset.variables);
          expect(await cellsOf(source)).toEqual(await cellsOf(dataset));
        },
      ),
    );
  });

  it("says which numbers have more digits than a double, where the column is described as numbers", async () => {
    const text = "a,b\n9007199254740993,1\n1,9007199254740992\n";
    const described = parseVariablesFile(["a", "b"].map((name) => ({ name, type: "numeric" })));
    expect(await rowsFromCsv(opens(text), described)).toMatchObject({ rounded: ["a"] });
    expect(await rowsFromCsv(opens(text))).toMatchObject({
      rounded: [],
      variables: [{ type: "string" }, { type: "numeric" }],
    });
  });

  it.each([
    ["", "csv.empty"],
    ["a,a\n1,2", "csv.column-duplicate"],
    ["a\n1,2", "csv.row-too-long"],
    ["b\n1", "csv.column-missing"],
    ["a\n1\n很多", "csv.not-a-number"],
  ])("refuses %j", async (text, code) => {
    const variables = text.startsWith("a,a") ? [] : parseVariablesFile([{ name: "a", type: "numeric" }]);
    await expect(rowsFromCsv(opens(text), variables)).rejects.toMatchObject({ code });
  });
});

describe("rowsFromDataset", () => {
  it("tells which of several declared missing codes was given, in the rows that are taken", async () => {
    const variables = parseVariablesFile([
      { name: "a", type: "numeric", missing: [97, 98, 99] },
      { name: "b", type: "string", missing: [98, 99] },
    ]);
    const dataset = datasetFromCsv("a,b\n97,甲\n1,99\n99,98\n,\n98,乙\n", variables);
    expect(await cellsOf(rowsFromDataset(dataset))).toEqual([
      [97, 1, 99, Number.NaN, 98],
      ["甲", "99", "98", null, "乙"],
    ]);
    expect(await cellsOf(rowsFromDataset(selectRows(dataset, [4, 2, 3])))).toEqual([
      [98, 99, Number.NaN],
      ["乙", "98", null],
    ]);
  });

  it("hands out more cases than one batch holds", async () => {
    const numbers = Array.from({ length: 4_500 }, (_, index) => index);
    const [read] = await cellsOf(rowsFromDataset(datasetOf({ a: numbers })));
    expect(read).toEqual(numbers);
  });
});
