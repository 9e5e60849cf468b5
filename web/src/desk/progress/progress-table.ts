import type { Presentation } from "@diaoyan/api/contract";

type Table = Presentation["table"];
type Cell = Table["body"][number][number];

/** A cell with a number at its right, a dash where it is withheld or there is none. */
export function numberCell(value: number | null, digits = 0): Cell {
  return { text: value === null ? "—" : value.toFixed(digits), align: "right" };
}

/** A three-line table of texts at the left and numbers at the right. */
export function toTable(
  caption: string,
  header: readonly string[],
  body: readonly (readonly Cell[])[],
  { texts = 1, note = "" }: { readonly texts?: number; readonly note?: string } = {},
): Table {
  const head = header.map((text, place): Cell => ({ text, align: place < texts ? "left" : "right" }));
  return { caption, header: [head], body: body.map((row) => [...row]), note };
}

export const textCell = (text: string): Cell => ({ text, align: "left" });

/** The sum of what is shown; null where nothing is. */
export function sumShown(counts: readonly (number | null)[]): number | null {
  const shown = counts.filter((count) => count !== null);
  return shown.length === 0 ? null : shown.reduce((sum, count) => sum + count, 0);
}
