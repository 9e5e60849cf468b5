import type { PresentationTable, TableCell } from "@diaoyan/analysis";

/** Cells of a row: numbers to the right, texts to the left. */
export function toCells(cells: readonly (string | number)[]): readonly TableCell[] {
  return cells.map((cell) =>
    typeof cell === "number" ? { text: String(cell), value: cell, align: "right" } : { text: cell },
  );
}

interface Given {
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly note: string;
}

/** A table of one header row; a column of numbers has its head to the right too. */
export function toTable({ caption, header, rows, note }: Given): PresentationTable {
  const head = header.map((text, column) =>
    rows.length > 0 && rows.every((row) => typeof row[column] === "number")
      ? ({ text, align: "right" } as const)
      : { text },
  );
  return { caption, header: [head], body: rows.map(toCells), note };
}
