import type { DataRows, RowColumn } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";

/** A variable of a test with its cells; null is missing. */
export interface TestColumn extends Partial<Omit<Variable, "name" | "label">> {
  readonly name: string;
  readonly label?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly cells: readonly (number | string | null)[];
}

/** Rows made of columns, handed out a few at a time. */
export function rowsOf(columns: readonly TestColumn[], rowsABatch = 3): DataRows {
  const variables = columns.map(({ name, label, labels, cells, ...more }): Variable => {
    const numeric = cells.every((cell) => typeof cell !== "string");
    return {
      name,
      label: { zh: label ?? name },
      question: name,
      type: numeric ? "numeric" : "string",
      measure: numeric ? "scale" : "nominal",
      ...(labels && { valueLabels: Object.entries(labels).map(([value, zh]) => ({ value, label: { zh } })) }),
      ...more,
    };
  });
  const rowCount = columns[0]?.cells.length ?? 0;
  async function* readBatches() {
    for (let start = 0; start < rowCount; start += rowsABatch) {
      const cut = columns.map(({ cells }, index): RowColumn => {
        const part = cells.slice(start, start + rowsABatch);
        if (variables[index]?.type !== "numeric") return part.map((cell) => (cell === null ? null : String(cell)));
        return Float64Array.from(part, (cell) => (cell === null ? Number.NaN : Number(cell)));
      });
      yield { rows: Math.min(rowsABatch, rowCount - start), columns: cut };
    }
  }
  return { variables, rowCount, readBatches };
}
