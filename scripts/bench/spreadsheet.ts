import { readWorkbook, writeWorkbook } from "@diaoyan/instruments";
import { type BenchLine, timed } from "./bench-line.ts";

const rows = 10_000;
const columns = 120;

/** Seconds to read an answer file of 10,000 respondents and 120 questions, a third of them as texts of options. */
export function benchSpreadsheet(): readonly BenchLine[] {
  const header = Array.from({ length: columns }, (_, column) => `${column + 1}、第${column + 1}题`);
  const body = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) =>
      column % 3 === 0 ? `选项${(row * column) % 7}` : (row * column) % 5,
    ),
  );
  const file = writeWorkbook([{ name: "答卷", rows: [header, ...body] }]);
  return [timed("read .xlsx, 10,000 × 120", null, () => readWorkbook(file))];
}
