import type { PresentationTable, TableCell } from "@diaoyan/analysis";

/** Columns a text takes in a terminal: full-width characters count two. */
function displayWidth(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1),
    0,
  );
}

function pad(cell: TableCell | undefined, width: number): string {
  const text = cell?.text ?? "";
  const gap = " ".repeat(Math.max(0, width - displayWidth(text)));
  return cell?.align === "right" ? gap + text : text + gap;
}

/** A three-line table for the terminal: caption, rule, header, rule, body, rule, note. */
export function tableAsText(table: PresentationTable): string {
  const rows = [...table.header, ...table.body];
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column]?.text ?? ""))),
  );
  const line = (row: readonly TableCell[]): string =>
    widths
      .map((width, column) => pad(row[column], width))
      .join("  ")
      .trimEnd();
  const rule = "─".repeat(
    Math.max(
      0,
      widths.reduce((sum, width) => sum + width + 2, -2),
    ),
  );
  return [table.caption, rule, ...table.header.map(line), rule, ...table.body.map(line), rule, table.note]
    .filter((part) => part !== "")
    .join("\n");
}
