import { type Column, type Dataset, datasetFromCsv } from "@diaoyan/analysis";
import { readCsvRows, type Variable, writeTextCell } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLines, writeCsv } from "./write-csv.ts";

const describeVariable = (name: string, type: "numeric" | "string"): Variable => ({
  name,
  label: { zh: name },
  question: name,
  type,
  measure: type === "numeric" ? "scale" : "nominal",
});

/** A data set of columns of texts and of numbers; null is missing. */
function makeDataset(
  texts: readonly (readonly (string | null)[])[],
  numbers: readonly (readonly (number | null)[])[],
  rowCount: number,
): Dataset {
  const columns = new Map<string, Column>();
  const variables: Variable[] = [];
  for (const [index, values] of texts.entries()) {
    const categories = [...new Set(values.filter((value) => value !== null))];
    const codes = Int32Array.from(values, (value) => (value === null ? -1 : categories.indexOf(value)));
    const missing = Uint8Array.from(values, (value) => (value === null ? 3 : 0));
    variables.push(describeVariable(`t${index}`, "string"));
    columns.set(`t${index}`, { kind: "categorical", codes, categories, missing });
  }
  for (const [index, values] of numbers.entries()) {
    const missing = Uint8Array.from(values, (value) => (value === null ? 3 : 0));
    variables.push(describeVariable(`n${index}`, "numeric"));
    columns.set(`n${index}`, {
      kind: "numeric",
      values: Float64Array.from(values, (value) => value ?? Number.NaN),
      missing,
    });
  }
  return { rowCount, variables, columns };
}

function textsOf(dataset: Dataset, name: string): readonly (string | null)[] {
  const column = dataset.columns.get(name);
  return column?.kind === "categorical" ? [...column.codes].map((code) => column.categories[code] ?? null) : [];
}

function numbersOf(dataset: Dataset, name: string): readonly number[] {
  const column = dataset.columns.get(name);
  return column?.kind === "numeric" ? [...column.values] : [];
}

const text = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1 }),
  fc.string({
    unit: fc.constantFrom("=", "-", "＝", "@", "\t", "\r", "\n", '"', ",", "'", " ", "1", "甲"),
    minLength: 1,
  }),
);

describe("writeCsv", () => {
  it("is read back as it was, but for the apostrophe before what looks like a formula", () => {
    const sets = fc.integer({ min: 0, max: 8 }).chain((rows) => {
      const column = <Value>(value: fc.Arbitrary<Value>) =>
        fc.array(fc.option(value), { minLength: rows, maxLength: rows });
      const numbers = column(fc.double({ noNaN: true, noDefaultInfinity: true }));
      return fc.record({
        rows: fc.constant(rows),
        texts: fc.array(column(text), { maxLength: 3 }),
        numbers: fc.array(numbers, { minLength: 1, maxLength: 3 }),
      });
    });
    fc.assert(
      fc.property(sets, ({ rows, texts, numbers }) => {
        const dataset = makeDataset(texts, numbers, rows);
        const back = datasetFromCsv(writeCsv(dataset), dataset.variables);
        expect(back.rowCount).toBe(rows);
        for (const [index, values] of texts.entries()) {
          const read = textsOf(back, `t${index}`);
          for (const [row, value] of values.entries())
            expect([value, `'${value}`]).toContain(value === null ? (read[row] ?? value) : read[row]);
        }
        for (const [index, values] of numbers.entries())
          expect(numbersOf(back, `n${index}`)).toEqual(
            values.map((value) => (value === null ? Number.NaN : value + 0)),
          );
      }),
    );
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r1",
    "\n1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    " =1",
    "\u3000=1",
    "'=1",
    "''-1",
  ])("guards the text %j, also as the name of a column", (formula) => {
    const dataset: Dataset = {
      rowCount: 1,
      variables: [describeVariable(formula, "string")],
      columns: new Map([
        [formula, { kind: "categorical", codes: Int32Array.of(0), categories: [formula], missing: Uint8Array.of(0) }],
      ]),
    };
    expect(readCsvRows(writeCsv(dataset))).toEqual([[`'${formula}`], [`'${formula}`]]);
  });

  it.each(["a=b", "3-5人", "评价", "（-1）", "'quoted'", "1.5", "“=1”"])("leaves the text %j as it is", (plain) => {
    expect(readCsvRows(`${writeTextCell(plain)}\r\n`)).toEqual([[plain]]);
  });

  it("writes negative numbers as numbers", () => {
    expect(writeCsv(makeDataset([], [[-3, -0.5, 1e-7]], 3))).toBe("\uFEFFn0\r\n-3\r\n-0.5\r\n1e-7\r\n");
  });

  it("begins with a byte-order mark, ends lines with CRLF and keeps a case without any answer", () => {
    const one = writeCsv(makeDataset([["甲", null]], [], 2));
    expect(one).toBe('\uFEFFt0\r\n甲\r\n""\r\n');
    expect(datasetFromCsv(one).rowCount).toBe(2);
    expect(datasetFromCsv(writeCsv(makeDataset([[null, "a"]], [[null, 1]], 2))).rowCount).toBe(2);
  });

  it("yields a line at a time, so that a large set need not stand in memory", () => {
    const lines = csvLines(makeDataset([], [Array.from({ length: 1000 }, (_, index) => index)], 1000));
    expect(lines.next().value).toBe("\uFEFFn0\r\n");
    expect(lines.next().value).toBe("0\r\n");
    expect([...lines]).toHaveLength(999);
  });
});
